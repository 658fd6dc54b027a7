/** Seed: where the bases of a pattern stood before: docs/format/model.md, "Seeking". */
const MULTIPLIER_HIGH = 0x9e3779b9;
const MULTIPLIER_LOW = 0x7f4a7c15;

export class Seed {
  span;
  #maskHigh = 0;
  #maskLow = 0;
  #placeBits;
  #places;

  constructor({ pattern, placeBits }) {
    this.span = pattern.toString(2).length;
    for (let i = 0; i < this.span; i++) {
      if (((pattern >>> i) & 1) === 0) continue;
      if (i < 16) this.#maskLow |= 3 << (2 * i);
      else this.#maskHigh |= 3 << (2 * (i - 16));
    }
    this.#placeBits = placeBits;
    this.#places = new Uint32Array(2 * 2 ** placeBits);
  }

  /** The two places at the entry of a number of 64 bits. */
  places(number) {
    const at = 2 * this.#entry(number);
    return [this.#places[at], this.#places[at + 1]];
  }

  /** Puts a place before those at the entry of a number. */
  remember(number, place) {
    const at = 2 * this.#entry(number);
    this.#places[at + 1] = this.#places[at];
    this.#places[at] = place;
  }

  #entry([numberHigh, numberLow]) {
    const high = (numberHigh & this.#maskHigh) >>> 0;
    const low = (numberLow & this.#maskLow) >>> 0;
    return hashHigh(high, low) >>> (32 - this.#placeBits);
  }
}

/** The upper 32 bits of a number of 64 bits times the multiplier, modulo 2^64. */
export function hashHigh(high, low) {
  const top =
    multiplyHigh(low, MULTIPLIER_LOW) +
    Math.imul(low, MULTIPLIER_HIGH) +
    Math.imul(high, MULTIPLIER_LOW);
  return top >>> 0;
}

/** The upper half of the 64 bits of a product of two numbers of 32 bits. */
function multiplyHigh(a, b) {
  const aHigh = a >>> 16;
  const aLow = a & 0xffff;
  const bHigh = b >>> 16;
  const bLow = b & 0xffff;
  const cross = aHigh * bLow + Math.floor((aLow * bLow) / 2 ** 16);
  const middle = aLow * bHigh + (cross % 2 ** 16);
  return aHigh * bHigh + Math.floor(cross / 2 ** 16) + Math.floor(middle / 2 ** 16);
}
