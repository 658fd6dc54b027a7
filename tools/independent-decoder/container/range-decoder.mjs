/** The range decoder of the payload: docs/format/README.md, "Payload". */
import { must } from './cursor.mjs';

const TOTAL = 2 ** 16;
const PAST_END = 8;

export class RangeDecoder {
  #payload;
  #at = 0;
  #range = 2 ** 32 - 1;
  #code = 0;

  constructor(payload) {
    this.#payload = payload;
    for (let i = 0; i < 4; i++) this.#code = this.#code * 256 + this.#next();
    must(this.#code < this.#range, 'the code is below the range');
  }

  /** The next base, given the four frequencies, which sum to 2^16. */
  base(frequencies) {
    const target = Math.floor(((this.#code + 1) * TOTAL - 1) / this.#range);
    let base = 0;
    let start = 0;
    while (target >= start + frequencies[base]) start += frequencies[base++];
    const lo = Math.floor((this.#range * start) / TOTAL);
    const hi = Math.floor((this.#range * (start + frequencies[base])) / TOTAL);
    this.#code -= lo;
    this.#range = hi - lo;
    while (this.#range < 2 ** 24) {
      this.#range *= 256;
      this.#code = this.#code * 256 + this.#next();
    }
    return base;
  }

  finish() {
    must(this.#at >= this.#payload.length, 'all of the payload is read');
  }

  #next() {
    const at = this.#at++;
    must(at < this.#payload.length + PAST_END, 'the payload goes on');
    return at < this.#payload.length ? this.#payload[at] : 0;
  }
}
