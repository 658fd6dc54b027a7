/** The decoder of bits: docs/format/sequence.md, "Arithmetic code". */
import { must } from '../container/cursor.mjs';

const HELD = 4;

export class BitDecoder {
  #code;
  #at = 0;
  #low = 0;
  #high = 2 ** 32 - 1;
  #value = 0;

  constructor(code) {
    this.#code = code;
    for (let i = 0; i < HELD; i++) this.#value = this.#value * 256 + this.#next();
  }

  /** The next bit, which is a 1 with `probability` in 65536. */
  bit(probability) {
    const middle = this.#low + Math.floor(((this.#high - this.#low) * probability) / 65536);
    const bit = this.#value <= middle ? 1 : 0;
    if (bit === 1) this.#high = middle;
    else this.#low = middle + 1;
    while (Math.floor(this.#low / 2 ** 24) === Math.floor(this.#high / 2 ** 24)) {
      this.#low = (this.#low * 256) % 2 ** 32;
      this.#high = ((this.#high * 256) % 2 ** 32) + 255;
      this.#value = ((this.#value * 256) % 2 ** 32) + this.#next();
    }
    return bit;
  }

  /** Refuses code of which more is left over than what the decoder holds. */
  finish() {
    must(this.#at >= this.#code.length, 'no code is left over');
  }

  #next() {
    const at = this.#at++;
    must(at < this.#code.length + HELD, 'the code goes on');
    return at < this.#code.length ? this.#code[at] : 0;
  }
}
