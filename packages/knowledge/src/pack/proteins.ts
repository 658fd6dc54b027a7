/**
 * Proteins of a pack: residues one behind the other, ends between them, in a Brotli stream. Format: docs/format/knowledge.md,
 * "Proteins".
 *
 * Brotli takes 4.2 bits a residue, as any static code would, and a tenth of a second for 12 M of them; an adaptive model would take
 * 4.1 bits and many seconds.
 */
import { checkBytes, PmklcError } from '@pmklc/core';
import { brotliCompress, brotliDecompress } from '@pmklc/core/brotli';
import { checkResidues } from '@pmklc/models';

/** Proteins as a pack has them. */
export interface PackedProteins {
  /** Residues, ends among them; 0: none. */
  readonly residueCount: number;
  readonly packed: Uint8Array;
}

/** No proteins. */
export const NO_PROTEINS: PackedProteins = { residueCount: 0, packed: new Uint8Array(0) };

/**
 * Packs residues 0..19 in the order of `AMINO_ACIDS`, and 20 between two proteins, one a byte.
 * @throws RangeError for any other
 */
export function packProteins(residues: Uint8Array): PackedProteins {
  checkBytes('residues', residues);
  checkResidues(residues);
  if (residues.length === 0) return NO_PROTEINS;
  const packed = brotliCompress(residues, { quality: 11, windowBits: 24 });
  return { residueCount: residues.length, packed: new Uint8Array(packed) };
}

/** @throws PmklcError `corrupt` when the stream does not hold so many residues */
export function unpackProteins({ residueCount, packed }: PackedProteins): Uint8Array {
  if (residueCount === 0) return new Uint8Array(0);
  try {
    const sizes = { limitBytes: residueCount, usualBytes: residueCount };
    const residues = brotliDecompress(packed, { what: 'proteins', ...sizes });
    checkResidues(residues);
    if (residues.length === residueCount) return residues;
  } catch (cause) {
    throw damaged(cause as Error);
  }
  throw damaged();
}

function damaged(cause?: Error): PmklcError {
  return new PmklcError('corrupt', 'a knowledge pack is damaged: its proteins are none', { cause });
}
