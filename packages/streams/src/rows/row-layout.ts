/**
 * How the rows of a table or of an alignment lie in a stream, and whether a stream is such rows.
 */

const LF = 10;
/** Lines shorter than this are no rows. */
const MIN_ROW_BYTES = 12;
/** Share of bytes in lines as long as the one before, above which lines may be rows. */
const EVEN_SHARE = 1 / 2;

/** Layout of rows. */
export interface RowLayout {
  /** Bytes of a row, with nothing between rows; 0: rows are lines. */
  readonly width: number;
  /** Bytes of the first row, 1..`width`, which ends where all rows end; 0 for lines. */
  readonly first: number;
}

export const LINES: RowLayout = { width: 0, first: 0 };

/** Whether most of `bytes` are lines as long as the one before: alignments are, and tables of fixed columns. */
export function areEvenLines(bytes: Uint8Array): boolean {
  let [before, even] = [-1, 0];
  for (let p = 0; p < bytes.length;) {
    const found = bytes.indexOf(LF, p);
    const end = found < 0 ? bytes.length : found;
    if (end - p >= MIN_ROW_BYTES && end - p === before) even += end - p;
    before = end - p;
    p = end + 1;
  }
  return even > EVEN_SHARE * bytes.length;
}
