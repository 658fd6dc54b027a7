/** Constants of packages/models/src/translated/genetic-code.ts, made by scripts/constants.mjs. */
/** Codons. */
export const CODONS: i32 = 64;
/** Amino acids and the end. */
export const SYMBOLS: i32 = 21;
/** Number of a stop codon, and of the border between two proteins. */
export const END: i32 = 20;
