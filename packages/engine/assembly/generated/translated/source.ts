/** Constants of packages/models/src/translated/source.ts, made by scripts/constants.mjs. */
export const OPPOSITE: i32 = 1;
export const PROTEIN: i32 = 2;
/** Kinds of sources: codons read as they stand, those of the opposite strand, residues. */
export const FORWARD: i32 = 0;
/** Symbol that is read where a source ends. */
export const NOTHING: i32 = -1;
