/** Reads bytes from front to back. Conventions: docs/format/README.md. */
export class Cursor {
  constructor(bytes, at = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  get done() {
    return this.at === this.end;
  }

  byte() {
    if (this.at >= this.end) throw new Error(`truncated at byte ${this.at}`);
    return this.bytes[this.at++];
  }

  take(count) {
    if (count > this.end - this.at) throw new Error(`truncated at byte ${this.end}`);
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  rest() {
    return this.take(this.end - this.at);
  }

  u32() {
    const [a, b, c, d] = this.take(4);
    return a + b * 2 ** 8 + c * 2 ** 16 + d * 2 ** 24;
  }

  /** An integer in LEB128, at most 2^53 - 1, as short as possible. */
  varint() {
    let value = 0;
    for (let unit = 1; unit <= 2 ** 49; unit *= 128) {
      const byte = this.byte();
      value += (byte % 128) * unit;
      if (byte >= 128) continue;
      if ((byte === 0 && unit > 1) || !Number.isSafeInteger(value)) break;
      return value;
    }
    throw new Error(`no varint before byte ${this.at}`);
  }
}

export function concat(parts) {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Throws unless a rule of the format holds. */
export function must(holds, rule) {
  if (!holds) throw new Error(`corrupt: ${rule}`);
}
