/** Constants of packages/models/src/translated/codon-places.ts, made by scripts/constants.mjs. */
/** Letter of a word that does not count, the fifth from the end: the amino acid there may differ. */
export const LEFT_OUT: i32 = 983040;
