/** Constants of packages/models/src/translated/alignment.ts, made by scripts/constants.mjs. */
/** Codons that are compared before an alignment is followed. */
export const COMPARED: i32 = 24;
/** How much one of the last codons that differs counts when the best is chosen. */
export const DIFFERENCE_COST: i32 = 250;
/** Quality moves towards the score of the newest codon by 1/128. */
export const QUALITY_SHIFT: i32 = 7;
