/**
 * Numbers in flat files of sequence, which count its letters: each is the one before and the letters between.
 *
 * In GenBank a line begins with the number of its first base, in EMBL it ends with that of its last; both go on like this.
 * Written as digits, they are 8 % of an archive of DNA.
 */

const ZERO = 0x30;
const NINE = 0x39;
const MAX_DIGITS = 9;
const LIMIT = 10 ** MAX_DIGITS;

/** Whether a byte is a decimal digit. */
export function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

/** Whether a byte is an ASCII letter. */
export function isLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** Follows residues from the first to the last; literal runs are passed over. */
export class RunningNumber {
  #number = 0;
  /** Letters since the last digit. */
  #letters = 0;
  #isInNumber = false;

  /** Digits of the number that comes next if it counts on. */
  get expected(): string {
    return String((this.#number + this.#letters) % LIMIT);
  }

  /** Takes note of so many letters. */
  addLetters(count: number): void {
    this.#letters += count;
    this.#isInNumber = false;
  }

  /** Takes note of a run of one byte. */
  addRun(byte: number, count: number): void {
    if (isLetter(byte)) this.addLetters(count);
    else if (!isDigit(byte)) this.#isInNumber = false;
    else for (let i = 0; i < count; i++) this.#addDigit(byte - ZERO);
  }

  /** Takes note of {@link expected}. */
  addExpected(): void {
    this.#number = (this.#number + this.#letters) % LIMIT;
    this.#letters = 0;
    this.#isInNumber = true;
  }

  #addDigit(digit: number): void {
    this.#number = this.#isInNumber ? (10 * this.#number + digit) % LIMIT : digit;
    this.#letters = 0;
    this.#isInNumber = true;
  }
}
