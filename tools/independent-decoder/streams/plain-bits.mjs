/** Bits that are coded without contexts: docs/format/sequence.md, "Quality streams" and "Line lengths". */
const HALF = 32768;
const SPEED = 4;

/** Moves a probability towards a bit. */
export function moved(p, bit, speed) {
  return bit === 1 ? p + ((65535 - p) >> speed) : p - (p >> speed);
}

export function plainNumber(decoder, bits) {
  let number = 0;
  for (let i = 0; i < bits; i++) number = 2 * number + decoder.bit(HALF);
  return number;
}

/** A table of learned bits. */
export class LearnedBits {
  #decoder;
  #probabilities;

  constructor(decoder, count) {
    this.#decoder = decoder;
    this.#probabilities = new Array(count).fill(HALF);
  }

  bit(at) {
    const bit = this.#decoder.bit(this.#probabilities[at]);
    this.#probabilities[at] = moved(this.#probabilities[at], bit, SPEED);
    return bit;
  }

  /** A learned number of so many bits. */
  number(bits) {
    let known = 1;
    for (let i = 0; i < bits; i++) known = 2 * known + this.bit(known);
    return known - 2 ** bits;
  }
}

/** A function that decodes the next of some numbers: docs/format/sequence.md, "Line lengths". */
export function numberReader(decoder) {
  const widths = new LearnedBits(decoder, 2 ** 6);
  const tops = Array.from({ length: 33 }, () => new LearnedBits(decoder, 2 ** 3));
  return () => {
    const w = Math.min(widths.number(6), 32);
    if (w === 0) return 0;
    const top = Math.min(w - 1, 3);
    const leading = 2 ** top + tops[w].number(top);
    return leading * 2 ** (w - 1 - top) + plainNumber(decoder, w - 1 - top);
  };
}
