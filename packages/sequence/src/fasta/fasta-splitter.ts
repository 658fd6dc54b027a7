/**
 * Splits title lines and residue lines (formats `fasta` and `plain`).
 *
 * A title is a line that begins with `>` or `;`; it opens a record. Every other line, whatever is in
 * it, is residues of the open record, or of a record without a title at the beginning of a block.
 */
import { alignedRows } from './aligned-rows.ts';
import { LayoutRecorder } from './layout-recorder.ts';
import { encodeLayout } from './layout-sections.ts';
import { ByteBuffer } from '@pmklc/core';
import { fillAmbiguous } from '../letters/fill-ambiguous.ts';
import { encodeLetters } from '../letters/letter-sections.ts';
import { LetterSplitter } from '../letters/letter-splitter.ts';
import { addTitles } from '../titles/add-titles.ts';
import type { Rows } from '../types.ts';
import type { Sections } from '../sections/sections.ts';
import {
  emptySections,
  FLAG_HEADLESS,
  FLAG_UNTERMINATED,
  SECTION_MARKERS,
} from '../sections/sections.ts';
import { encodeToggles } from '../sections/columns.ts';
import { ToggleRuns } from '../sections/toggle-runs.ts';

const LF = 10;
const CR = 13;
const GREATER = 0x3e;
const SEMICOLON = 0x3b;

/** Lines are taken in pieces of at most so many bytes, counted from their beginning. */
export const UNIT_BYTES = 1 << 16;

const AT_LINE_START = 0;
const IN_TITLE = 1;
const IN_RESIDUES = 2;

export class FastaSplitter {
  residues: LetterSplitter;
  /** Rows that the residues were kept as; known when it has finished. */
  rows: Rows | undefined;
  readonly #letters: string;
  readonly #isAligned: boolean;
  readonly #layout = new LayoutRecorder();
  readonly #titles = new ByteBuffer(256);
  /** Markers of the titles: each begins with `>` (0) or `;` (1). */
  readonly #markers = new ToggleRuns();
  #titleCount = 0;
  #isHeadless = false;
  #state = AT_LINE_START;
  /** Residues of the line so far. */
  #lineLength = 0;
  /** Length of the last residue line: a guess for the next one. 0: no guess. */
  #width = 0;

  /** @param isAligned whether residues are kept as they are, if it is an alignment */
  constructor(letters: string, isAligned = false) {
    this.#letters = letters;
    this.#isAligned = isAligned;
    this.residues = new LetterSplitter(letters, isAligned);
  }

  /**
   * Takes whole lines, or whole pieces of long lines, from the beginning of `view`.
   * @param isFinal whether nothing follows, so that all of `view` must be taken
   * @returns the bytes taken; the rest must come first in the next call's `view`
   */
  process(view: Uint8Array, isFinal: boolean): number {
    let p = 0;
    let lineEnd = -1;
    while (p < view.length) {
      if (this.#state === AT_LINE_START) {
        const next = this.#takeGuessedLines(view, p);
        if (next > p) {
          p = next;
          continue;
        }
        p += this.#beginLine(view[p]!);
      }
      if (lineEnd < p) {
        lineEnd = view.indexOf(LF, p);
        if (lineEnd < 0) lineEnd = view.length;
      }
      const isWhole = lineEnd < view.length;
      if (lineEnd - p > UNIT_BYTES) {
        const end = p + UNIT_BYTES;
        p = this.#takePiece(view, p, view[end - 1] === CR ? end - 1 : end);
      } else if (isWhole) {
        const isCrLf = lineEnd > p && view[lineEnd - 1] === CR;
        this.#takePiece(view, p, isCrLf ? lineEnd - 1 : lineEnd);
        this.#layout.terminators.add(isCrLf ? 1 : 0, 1);
        this.#endLine();
        p = lineEnd + 1;
      } else if (isFinal) {
        p = this.#takePiece(view, p, lineEnd);
      } else break;
    }
    return p;
  }

  /** Ends the block. */
  finish(): Sections {
    const sections = emptySections();
    if (this.#state !== AT_LINE_START) {
      sections.flags |= FLAG_UNTERMINATED;
      this.#endLine();
    }
    this.#layout.endRecord();
    if (this.#titleCount > 0) {
      if (this.#isHeadless) sections.flags |= FLAG_HEADLESS;
      this.#titles.length--; // the separator after the last title
      this.#addTitles(sections);
      sections.bytes[SECTION_MARKERS] = encodeToggles(this.#markers);
    }
    encodeLayout(this.#layout, sections);
    if (this.#isAligned) this.#decideRows();
    fillAmbiguous(this.residues);
    encodeLetters(this.residues, sections);
    return sections;
  }

  #addTitles(sections: Sections): void {
    const { residues } = this.#layout;
    const first = this.#isHeadless ? 1 : 0;
    addTitles(sections, this.#titles.view(), (title) => residues.at(first + title));
  }

  /** Decides whether it is an alignment; what is none after all is split as other files are. */
  #decideRows(): void {
    this.rows = alignedRows(this.#layout.residues);
    if (this.rows !== undefined) return;
    const letters = this.residues.literals.view();
    this.residues = new LetterSplitter(this.#letters);
    for (let at = 0; at < letters.length; at += UNIT_BYTES) {
      this.residues.append(letters, at, Math.min(at + UNIT_BYTES, letters.length));
    }
  }

  /** The fast path: residue lines as long as the last one, of nothing but bases. Returns where it ends. */
  #takeGuessedLines(view: Uint8Array, start: number): number {
    const width = this.#width;
    let p = start;
    while (width > 0 && p + width + 1 < view.length) {
      const first = view[p]!;
      if (first === GREATER || first === SEMICOLON) break;
      const isCrLf = view[p + width] === CR && view[p + width + 1] === LF;
      if (!isCrLf && view[p + width] !== LF) break;
      if (!this.residues.appendUniform(view, p, p + width)) break;
      this.#openRecord();
      this.#layout.addLine(width);
      this.#layout.terminators.add(isCrLf ? 1 : 0, 1);
      p += width + (isCrLf ? 2 : 1);
    }
    return p;
  }

  /** Returns how many bytes of the line it took: 1 for the marker of a title. */
  #beginLine(first: number): number {
    if (first !== GREATER && first !== SEMICOLON) {
      this.#openRecord();
      this.#state = IN_RESIDUES;
      return 0;
    }
    if (this.#titleCount > 0 || this.#isHeadless) this.#layout.endRecord();
    this.#markers.add(first === SEMICOLON ? 1 : 0, 1);
    this.#titleCount++;
    this.#state = IN_TITLE;
    return 1;
  }

  #openRecord(): void {
    if (this.#titleCount === 0) this.#isHeadless = true;
  }

  #takePiece(view: Uint8Array, start: number, end: number): number {
    if (this.#state === IN_TITLE) {
      this.#titles.append(view, start, end);
    } else {
      this.residues.append(view, start, end);
      this.#lineLength += end - start;
    }
    return end;
  }

  #endLine(): void {
    if (this.#state === IN_TITLE) {
      this.#titles.push(LF);
    } else {
      this.#layout.addLine(this.#lineLength);
      this.#width = this.#lineLength <= UNIT_BYTES ? this.#lineLength : 0;
    }
    this.#lineLength = 0;
    this.#state = AT_LINE_START;
  }
}
