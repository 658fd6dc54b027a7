/**
 * Takes residues apart: bases, runs of other bytes, and a case mask over all letters.
 *
 * What comes out depends on the units that `append` is called with (a unit with many runs is kept
 * verbatim), so callers must cut their input at the same places however it was pushed.
 * Layout of the results: docs/format/sequence.md, "Residues".
 */
import { byteClasses, LOWER, OTHER, toUpper, UPPER } from './alphabet.ts';
import { ByteBuffer } from '@pmklc/core';
import { isDigit, RunningNumber } from './running-number.ts';
import { RUN_COUNTED, RUN_LITERAL, RUN_REMOVED, RunList } from '../sections/run-list.ts';
import { ToggleRuns } from '../sections/toggle-runs.ts';

/** A unit with at least so many runs, and more than one in four residues, is text rather than sequence. */
const LITERAL_MIN_RUNS = 8;
const LITERAL_RESIDUES_PER_RUN = 4;

const CASE_BITS = LOWER | UPPER;

export class LetterSplitter {
  readonly bases = new ByteBuffer(1024);
  runs = new RunList();
  readonly literals = new ByteBuffer(16);
  /** Runs of upper (0) and lower (1) case; bytes that are no letters belong to any run. */
  readonly caseRuns = new ToggleRuns();
  /** Residues so far: bases and all others. */
  residues = 0;
  readonly #classes: Uint8Array;
  readonly #isVerbatim: boolean;
  readonly #number = new RunningNumber();
  #case = UPPER;
  /** Residues already told to `caseRuns`. */
  #caseKnown = 0;

  /**
   * @param letters the letters of bases 0..3
   * @param isVerbatim whether all residues are kept as literals
   */
  constructor(letters: string, isVerbatim = false) {
    this.#isVerbatim = isVerbatim;
    this.#classes = byteClasses(letters);
  }

  /** Appends `source[start, end)` if all of it are bases of the current case; else does nothing and returns false. */
  appendUniform(source: Uint8Array, start: number, end: number): boolean {
    if (this.#isVerbatim) return false;
    const seen = this.#writeBases(source, start, end);
    if ((seen & (OTHER | CASE_BITS)) !== this.#case) return false;
    this.#number.addLetters(end - start);
    this.bases.length += end - start;
    this.residues += end - start;
    return true;
  }

  /** Appends the residues `source[start, end)`. */
  append(source: Uint8Array, start: number, end: number): void {
    if (this.#isVerbatim) {
      this.#appendLiteral(source, start, end);
      return;
    }
    const seen = this.#writeBases(source, start, end);
    if ((seen & OTHER) === 0) {
      this.#number.addLetters(end - start);
      this.bases.length += end - start;
    } else if (this.#isText(source, start, end)) {
      this.#appendLiteral(source, start, end);
      return;
    } else {
      this.#appendRuns(source, start, end);
    }
    if (((seen & CASE_BITS) | this.#case) !== this.#case) this.#appendCase(source, start, end);
    this.residues += end - start;
  }

  #appendLiteral(source: Uint8Array, start: number, end: number): void {
    if (end > start) this.runs.add(this.residues, end - start, 0, RUN_LITERAL);
    this.literals.append(source, start, end);
    this.residues += end - start;
  }

  /** Writes the class bits of `source[start, end)` where bases go, and returns all bits seen. */
  #writeBases(source: Uint8Array, start: number, end: number): number {
    this.bases.reserve(end - start);
    const bases = this.bases.bytes;
    const classes = this.#classes;
    let to = this.bases.length;
    let seen = 0;
    for (let i = start; i < end; i++) {
      const c = classes[source[i]!]!;
      seen |= c;
      bases[to++] = c & 3;
    }
    return seen;
  }

  #isText(source: Uint8Array, start: number, end: number): boolean {
    let runs = 0;
    let before = -1;
    for (let i = start; i < end; i++) {
      const byte = source[i]!;
      const isOther = this.#classes[byte]! >= OTHER;
      if (isOther && byte !== before) runs++;
      before = isOther ? byte : -1;
    }
    return runs >= LITERAL_MIN_RUNS && runs * LITERAL_RESIDUES_PER_RUN > end - start;
  }

  #appendRuns(source: Uint8Array, start: number, end: number): void {
    const classes = this.#classes;
    const bases = this.bases.bytes;
    let to = this.bases.length;
    let i = start;
    while (i < end) {
      const firstBase = i;
      let c = classes[source[i]!]!;
      while (c < OTHER) {
        bases[to++] = c & 3;
        if (++i === end) break;
        c = classes[source[i]!]!;
      }
      if (i > firstBase) this.#number.addLetters(i - firstBase);
      if (i < end) i = this.#appendRun(source, i, end, start);
    }
    this.bases.length = to;
  }

  /** Appends the run that begins at `from`, and returns where it ends. `start` is where {@link residues} is. */
  #appendRun(source: Uint8Array, from: number, end: number, start: number): number {
    const position = this.residues + from - start;
    const byte = toUpper(source[from]!);
    const counted = isDigit(byte) ? this.#countedDigits(source, from, end) : 0;
    if (counted > 0) {
      this.runs.add(position, counted, 0, RUN_COUNTED);
      this.#number.addExpected();
      return from + counted;
    }
    let to = from + 1;
    while (to < end && toUpper(source[to]!) === byte) to++;
    this.runs.add(position, to - from, byte, RUN_REMOVED);
    this.#number.addRun(byte, to - from);
    return to;
  }

  /** Digits of the number at `from`, if it is the expected one; otherwise 0. */
  #countedDigits(source: Uint8Array, from: number, end: number): number {
    const { expected } = this.#number;
    const to = from + expected.length;
    if (to > end || (to < end && isDigit(source[to]!))) return 0;
    for (let i = from; i < to; i++) if (source[i] !== expected.charCodeAt(i - from)) return 0;
    return expected.length;
  }

  #appendCase(source: Uint8Array, start: number, end: number): void {
    const classes = this.#classes;
    let current = this.#case;
    for (let i = start; i < end; i++) {
      const letterCase = classes[source[i]!]! & CASE_BITS;
      if ((letterCase | current) === current) continue;
      const position = this.residues + i - start;
      this.caseRuns.add(current === LOWER ? 1 : 0, position - this.#caseKnown);
      this.#caseKnown = position;
      current = letterCase;
      this.caseRuns.add(current === LOWER ? 1 : 0, 0);
    }
    this.#case = current;
  }
}
