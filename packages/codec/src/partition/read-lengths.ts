/**
 * Lengths of the reads of a block, in turn: one if all have it, two if a read and its mate have one each.
 *
 * Those of a sequencer's run are so, as long as nobody trims them. A model that knows where reads begin does not follow copies
 * from one into the next.
 */
import { outlineOf, type SequenceBlock } from '@pmklc/sequence';

/** Fewer records are no reads of a run. */
const LEAST_READS = 8;
const MAX_LENGTH = 2 ** 31 - 1;

/**
 * Lengths of a block's reads; undefined if its records are of other lengths, or some of their residues have no base.
 * @throws PmklcError `corrupt` or `truncated` when bases and side streams do not fit each other
 */
export function readLengthsOf(block: SequenceBlock): readonly number[] | undefined {
  if (block.format !== 'fastq' && block.format !== 'fasta') return undefined;
  const outline = outlineOf(block);
  if (outline.residues !== block.bases.length) return undefined;
  const lengths: number[] = [];
  let count = 0;
  for (const { residues } of outline.records()) {
    if (lengths.length < 2) lengths.push(residues);
    if (residues !== lengths[count++ % 2] || residues === 0) return undefined;
  }
  if (count < LEAST_READS || lengths.some((length) => length > MAX_LENGTH)) return undefined;
  return lengths[0] === lengths[1] ? lengths.slice(1) : lengths;
}
