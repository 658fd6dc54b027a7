/** Constants of packages/models/src/translated/translated-experts.ts, made by scripts/constants.mjs. */
/** Sets of weights that alignments select among: by differences of the best, place in the codon and relation; 0 without one. */
export const ALIGNMENT_SETS: i32 = 97;
/** Confidences of a place in the codon. */
export const CONFIDENCES: i32 = 5;
/** The best two alignments have an opinion each: of one alone E. coli +0.1 %, with known proteins +0.6 %. */
export const OPINIONS: i32 = 2;
/** How the second alignment stands to the first: none, of another frame, of the same and for the same base, for another one. */
export const RELATIONS: i32 = 4;
