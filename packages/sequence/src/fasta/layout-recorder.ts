/**
 * Records how titles and residues are laid out in lines.
 *
 * A record is *regular* when its residue lines are all of one length but for a shorter, non-empty last
 * one. Anything else is kept as pairs (line length, how many such lines in a row).
 */
import { NumberList } from '../sections/number-list.ts';
import { ToggleRuns } from '../sections/toggle-runs.ts';

/**
 * Value in {@link LayoutRecorder.widths}: the record has at most one line, so any width >= its length will
 * do.
 */
export const ANY_WIDTH = 0;
/** Value in {@link LayoutRecorder.widths}: the record is irregular, see {@link LayoutRecorder.pairs}. */
export const IRREGULAR = 0xffffffff;

export class LayoutRecorder {
  /** Residues of each record. */
  readonly residues = new NumberList();
  /** Line width of each record, {@link ANY_WIDTH} or {@link IRREGULAR}. */
  readonly widths = new NumberList();
  /** Pairs of each irregular record: their number, then the pairs. */
  readonly pairs = new NumberList();
  /** Line ends, of titles too: LF (0) or CR LF (1). */
  readonly terminators = new ToggleRuns();
  readonly #lengths = new NumberList();
  readonly #counts = new NumberList();
  #recordResidues = 0;
  /** The last pair, not yet in the lists; none while the count is 0. */
  #length = 0;
  #count = 0;

  /** Adds a residue line of `length` residues to the record. */
  addLine(length: number): void {
    this.#recordResidues += length;
    if (length === this.#length && this.#count > 0) {
      this.#count++;
      return;
    }
    this.#flushPair();
    this.#length = length;
    this.#count = 1;
  }

  /** Whether a residue line was added since the last `endRecord`. */
  get hasLines(): boolean {
    return this.#count > 0;
  }

  endRecord(): void {
    this.#flushPair();
    const width = this.#regularWidth();
    this.residues.push(this.#recordResidues);
    this.widths.push(width);
    if (width === IRREGULAR) {
      this.pairs.push(this.#lengths.length);
      for (let i = 0; i < this.#lengths.length; i++) {
        this.pairs.push(this.#lengths.at(i));
        this.pairs.push(this.#counts.at(i));
      }
    }
    this.#lengths.clear();
    this.#counts.clear();
    this.#recordResidues = 0;
  }

  #flushPair(): void {
    if (this.#count === 0) return;
    this.#lengths.push(this.#length);
    this.#counts.push(this.#count);
    this.#count = 0;
  }

  #regularWidth(): number {
    const pairs = this.#lengths.length;
    if (pairs === 0) return ANY_WIDTH;
    const width = this.#lengths.at(0);
    if (pairs > 2 || width === 0) return IRREGULAR;
    if (pairs === 1) return this.#counts.at(0) === 1 ? ANY_WIDTH : width;
    const last = this.#lengths.at(1);
    return last > 0 && last < width && this.#counts.at(1) === 1 ? width : IRREGULAR;
  }
}
