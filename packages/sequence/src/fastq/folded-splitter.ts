/**
 * Splits FASTQ with folded records: each is unfolded, and taken as one of four lines. Other lines are islands.
 */
import { beginsWithMark, BYTE_ORDER_MARK } from '../byte-order-mark.ts';
import { FLAG_FOLDED, type Sections } from '../sections/sections.ts';
import { FastqSplitter } from './fastq-splitter.ts';
import { type FoldedRecord, INCOMPLETE, readFolded } from './folded-record.ts';

const LF = 10;
const CR = 13;

export class FoldedSplitter {
  readonly #inner: FastqSplitter;
  readonly #fold: number;
  #hasBegun = false;

  /** @param fold residues of a line, >= 1 */
  constructor(letters: string, fold: number) {
    this.#inner = new FastqSplitter(letters);
    this.#fold = fold;
  }

  get residues(): FastqSplitter['residues'] {
    return this.#inner.residues;
  }

  /** As `FastqSplitter` does. */
  process(view: Uint8Array, isFinal: boolean): number {
    let p = !this.#hasBegun && beginsWithMark(view) ? BYTE_ORDER_MARK.length : 0;
    if (p > 0) this.#inner.addIsland(view, 0, p);
    this.#hasBegun = true;
    while (p < view.length) {
      const record = readFolded(view, p, this.#fold, isFinal);
      if (record === INCOMPLETE) break;
      if (record !== undefined) {
        this.#inner.process(this.#unfolded(view, p, record), record.end === record.qualitiesEnd);
        p = record.end;
        continue;
      }
      const lf = view.indexOf(LF, p);
      if (lf < 0 && !isFinal) break;
      const end = lf < 0 ? view.length : lf + 1;
      this.#inner.addIsland(view, p, end);
      p = end;
    }
    return p;
  }

  /** Ends the block. */
  finish(): Sections {
    const sections = this.#inner.finish();
    sections.flags |= FLAG_FOLDED;
    sections.fold = this.#fold;
    return sections;
  }

  /** The record in four lines. */
  #unfolded(view: Uint8Array, start: number, record: FoldedRecord): Uint8Array {
    const { titleEnd, residues, plusStart, plusEnd, qualitiesStart, isCrLf } = record;
    const lineEnd = isCrLf ? 2 : 1;
    const isOpen = record.end === record.qualitiesEnd;
    const bytes = titleEnd - start + plusEnd - plusStart + 2 * residues;
    const out = new Uint8Array(bytes + lineEnd * (isOpen ? 3 : 4));
    let to = this.#copy(view, start, titleEnd, out, 0);
    const endLine = (): void => {
      if (isCrLf) out[to++] = CR;
      out[to++] = LF;
    };
    endLine();
    to = this.#unfold(view, titleEnd + lineEnd, record, out, to);
    endLine();
    to = this.#copy(view, plusStart, plusEnd, out, to);
    endLine();
    to = this.#unfold(view, qualitiesStart, record, out, to);
    if (!isOpen) endLine();
    return out;
  }

  #unfold(
    view: Uint8Array,
    start: number,
    { residues, isCrLf }: FoldedRecord,
    out: Uint8Array,
    to: number,
  ): number {
    const lineBytes = this.#fold + (isCrLf ? 2 : 1);
    for (let left = residues, from = start; left > 0; from += lineBytes) {
      const length = Math.min(left, this.#fold);
      to = this.#copy(view, from, from + length, out, to);
      left -= length;
    }
    return to;
  }

  #copy(view: Uint8Array, start: number, end: number, out: Uint8Array, to: number): number {
    out.set(view.subarray(start, end), to);
    return to + end - start;
  }
}
