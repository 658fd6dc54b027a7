/** Numbers that count letters: docs/format/sequence.md, "Numbers that count". */
import { must } from '../container/cursor.mjs';

const LIMIT = 10 ** 9;

export class RunningNumber {
  #number = 0;
  #letters = 0;
  #afterDigit = false;

  takeLetters(count) {
    if (count > 0) this.#afterDigit = false;
    this.#letters += count;
  }

  /** Takes in a residue of a removed or filled run. */
  take(byte) {
    const character = String.fromCharCode(byte);
    if (/[A-Za-z]/.test(character)) this.takeLetters(1);
    else if (/[0-9]/.test(character)) {
      const before = this.#afterDigit ? 10 * this.#number : 0;
      this.#set((before + Number(character)) % LIMIT);
    } else this.#afterDigit = false;
  }

  /** The bytes of a counted run of `length` digits. */
  count(length) {
    this.#set((this.#number + this.#letters) % LIMIT);
    const digits = Buffer.from(String(this.#number));
    must(digits.length === length, 'a counted run is as long as its number');
    return digits;
  }

  #set(number) {
    this.#number = number;
    this.#letters = 0;
    this.#afterDigit = true;
  }
}
