/**
 * Location of damage: where bytes differ from those that a CRC-32 was made of, as far as it tells.
 *
 * One wrong byte leaves a difference of checksums that fits few places: in 16 KiB, damage of another kind looks like
 * one wrong byte once in a thousand times; in a frame of 1 MiB like one wrong bit once in five hundred.
 */

const POLYNOMIAL = 0xedb88320;
/**
 * Longest frame in which any one byte may be wrong: in longer ones chance alone makes one wrong byte of any other
 * damage, so one bit must be wrong.
 */
const MAX_ANY_BYTE = 2 ** 14;
/** Equal bytes that are no code: they were written over it. */
const BLANK_BYTES = 16;

/**
 * The first byte that may be wrong, if one byte is, or if a run of equal bytes stands in for what was there.
 *
 * @param bytes what the checksum is over
 * @param difference of the checksum of the bytes and the one that is stored, exclusive or; not 0
 * @returns `bytes.length` when it is the stored checksum that is wrong; undefined when nothing tells
 */
export function locateDamage(bytes: Uint8Array, difference: number): number | undefined {
  return locateWrongByte(bytes.length, difference) ?? locateBlank(bytes);
}

function locateWrongByte(length: number, difference: number): number | undefined {
  const table = crcTable();
  const byTop = new Uint8Array(256);
  table.forEach((entry, byte) => (byTop[entry >>> 24] = byte));
  let first = isOneByte(difference) ? length : undefined;
  let state = difference >>> 0;
  for (let at = length - 1; at >= 0; at--) {
    const byte = byTop[state >>> 24]!;
    const isOneBit = (byte & (byte - 1)) === 0;
    if (table[byte] === state && (isOneBit || length <= MAX_ANY_BYTE)) first = at;
    state = (((state ^ table[byte]!) << 8) | byte) >>> 0;
  }
  return first;
}

function locateBlank(bytes: Uint8Array): number | undefined {
  for (let start = 0, at = 1; at < bytes.length; at++) {
    if (bytes[at] !== bytes[start]) start = at;
    else if (at - start + 1 === BLANK_BYTES) return start;
  }
  return undefined;
}

/** Table of what each byte adds to the checksum. */
function crcTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let state = byte;
    for (let bit = 0; bit < 8; bit++) state = (state >>> 1) ^ (state & 1 ? POLYNOMIAL : 0);
    return state;
  });
}

function isOneByte(value: number): boolean {
  return [0, 8, 16, 24].some(
    (shift) => ((value >>> shift) << shift) >>> 0 === value >>> 0 && value >>> shift < 256,
  );
}
