/**
 * Curves that correct probabilities: for each of 33 log-odds what such a forecast was worth.
 *
 * Arithmetic: docs/format/sequence.md, "A bit", 4 and 7.
 */
const KNOTS = 33;
const RATE = 7;

export class Curves {
  readonly #values: Uint16Array;
  /** The lower of the two knots that the last forecast was between. */
  #at = 0;

  /** @param squash the logistic function, which curves are at first */
  constructor(count: number, squash: Uint16Array) {
    const values = new Uint16Array(count * KNOTS);
    for (let i = 0; i < KNOTS; i++) values[i] = squash[Math.min(i << 7, 4095)]!;
    // Much faster than a loop over them.
    for (let done = KNOTS; done < values.length; done *= 2) values.copyWithin(done, 0, done);
    this.#values = values;
  }

  /** Corrected probability for log-odds, in 1/65536, by curve number `curve`. */
  refine(curve: number, odds: number): number {
    const place = odds + 2048;
    const [knot, rest] = [place >> 7, place & 127];
    const values = this.#values;
    this.#at = curve * KNOTS + knot;
    return (values[this.#at]! * (128 - rest) + values[this.#at + 1]! * rest) >> 7;
  }

  /** Moves the last forecast towards `target`, 0 or 65535. */
  learn(target: number): void {
    const values = this.#values;
    const at = this.#at;
    values[at]! += (target - values[at]!) >> RATE;
    values[at + 1]! += (target - values[at + 1]!) >> RATE;
  }
}
