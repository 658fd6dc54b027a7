/**
 * Writes residues in order from bases, runs of other bytes and the case mask.
 */
import { PmklcError } from '@pmklc/core';
import { toLower } from './alphabet.ts';
import { decodeNumbers } from '../sections/columns.ts';
import type { NumberList } from '../sections/number-list.ts';
import type { DecodedRuns } from './letter-sections.ts';
import { decodeRuns } from './letter-sections.ts';
import { RUN_COUNTED, RUN_FILLED, RUN_LITERAL } from '../sections/run-list.ts';
import { RunningNumber } from './running-number.ts';
import type { Sections } from '../sections/sections.ts';
import { SECTION_CASE, SECTION_LITERALS } from '../sections/sections.ts';

export class LetterReader {
  /** Residues not yet written. */
  remaining: number;
  readonly #bases: Uint8Array;
  #base = 0;
  readonly #upper: Uint8Array;
  readonly #lower: Uint8Array;
  readonly #runs: DecodedRuns;
  #run = 0;
  #untilRun = Infinity;
  #leftInRun = 0;
  readonly #literals: Uint8Array;
  #literal = 0;
  readonly #number = new RunningNumber();
  readonly #caseRuns: NumberList;
  #caseRun = 0;
  #isLower = true;
  #untilCase = 0;

  /**
   * @param bases 0..3, one a byte
   * @param letters the letters of bases 0..3
   * @throws PmklcError `corrupt` or `truncated` when the sections do not fit the bases
   */
  constructor(bases: Uint8Array, letters: string, sections: Sections) {
    this.#bases = bases;
    this.#upper = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    this.#lower = this.#upper.map(toLower);
    this.#runs = decodeRuns(sections);
    this.#literals = sections.bytes[SECTION_LITERALS] ?? new Uint8Array(0);
    this.#caseRuns = decodeNumbers(sections.bytes[SECTION_CASE]);
    const { gaps, filled, literal, runs } = this.#runs.totals;
    if (gaps + filled > bases.length || literal !== this.#literals.length) {
      throw new PmklcError('corrupt', 'runs do not fit the bases');
    }
    this.remaining = bases.length - filled + runs;
    if (this.#runs.gaps.length > 0) this.#untilRun = this.#runs.gaps.at(0);
    this.#toggleCase();
  }

  /** Bases of those residues that were written, bases that stand for others included. */
  get basesUsed(): number {
    return this.#base;
  }

  /** Writes the next `count` residues, at most {@link remaining}, to `out` from `to` on. */
  write(out: Uint8Array, to: number, count: number): void {
    this.remaining -= count;
    while (count > 0) {
      if (this.#untilCase === 0) {
        this.#toggleCase();
        continue;
      }
      let n = Math.min(count, this.#untilCase);
      if (this.#untilRun === 0 && this.#leftInRun === 0) {
        this.#leftInRun = this.#runs.lengths.at(this.#run);
      }
      if (this.#leftInRun > 0) {
        n = Math.min(n, this.#leftInRun);
        this.#writeRun(out, to, n);
      } else {
        n = Math.min(n, this.#untilRun);
        this.#writeBases(out, to, n);
        this.#untilRun -= n;
      }
      this.#untilCase -= n;
      to += n;
      count -= n;
    }
  }

  #writeBases(out: Uint8Array, to: number, count: number): void {
    const bases = this.#bases;
    const letters = this.#isLower ? this.#lower : this.#upper;
    const end = this.#base + count;
    for (let i = this.#base; i < end; i++) out[to++] = letters[bases[i]! & 3]!;
    this.#base = end;
    this.#number.addLetters(count);
  }

  #writeRun(out: Uint8Array, to: number, count: number): void {
    const runClass = this.#runs.classes.at(this.#run);
    if ((runClass & 3) === RUN_LITERAL) {
      out.set(this.#literals.subarray(this.#literal, this.#literal + count), to);
      this.#literal += count;
    } else if ((runClass & 3) === RUN_COUNTED) {
      this.#writeNumber(out, to, count);
    } else {
      const byte = runClass >> 2;
      out.fill(this.#isLower ? toLower(byte) : byte, to, to + count);
      this.#number.addRun(byte, count);
      if ((runClass & 3) === RUN_FILLED) this.#base += count;
    }
    this.#leftInRun -= count;
    if (this.#leftInRun > 0) return;
    this.#run++;
    this.#untilRun = this.#run < this.#runs.gaps.length ? this.#runs.gaps.at(this.#run) : Infinity;
  }

  /** Writes the next `count` digits of the run. */
  #writeNumber(out: Uint8Array, to: number, count: number): void {
    const digits = this.#number.expected;
    const length = this.#runs.lengths.at(this.#run);
    if (digits.length !== length) {
      throw new PmklcError('corrupt', `a number has ${length} digits, not ${digits.length}`);
    }
    const first = length - this.#leftInRun;
    for (let i = 0; i < count; i++) out[to + i] = digits.charCodeAt(first + i);
    if (count === this.#leftInRun) this.#number.addExpected();
  }

  #toggleCase(): void {
    this.#isLower = !this.#isLower;
    const isLast = this.#caseRun === this.#caseRuns.length;
    this.#untilCase = isLast ? Infinity : this.#caseRuns.at(this.#caseRun++);
  }
}
