/**
 * Whether records are rows of an alignment: all have as many residues, gaps included.
 *
 * A block may begin and end inside a record, so that the first and the last may have fewer.
 */
import type { NumberList } from '../sections/number-list.ts';
import type { Rows } from '../types.ts';

/** Records that tell: fewer may have one length by chance. */
const MIN_ROWS = 3;

/** Rows of records with so many residues each; undefined where they are no alignment. */
export function alignedRows(residues: NumberList): Rows | undefined {
  const { length } = residues;
  if (length < MIN_ROWS) return undefined;
  const width = residues.at(1);
  for (let i = 2; i < length - 1; i++) if (residues.at(i) !== width) return undefined;
  const [first, last] = [residues.at(0), residues.at(length - 1)];
  return first > 0 && first <= width && last <= width ? { width, first } : undefined;
}
