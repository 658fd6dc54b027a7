/** Constants of packages/models/src/translated/codon-substitution.ts, made by scripts/constants.mjs. */
/** Classes of alignments: how good they are, in 8 steps, and how many of the last codons differ, in 8. */
export const ALIGNMENT_CLASSES: i32 = 64;
export const ALWAYS: i32 = 65535;
export const CLASSES_A_GROUP: i32 = 16;
/** Numbers of identities, and of rows of others. */
export const IDENTITIES: i32 = 1280;
/** Part of a codon's chance, Q24, that nothing takes away. */
export const LEAST_CHANCE: i32 = 16;
export const LEAST_OTHER: i32 = 8;
export const LEAST_USAGE: i32 = 200;
/** Lessons after which a chance moves no slower. */
export const LESSON_LIMIT: i32 = 500;
export const PRIOR_COPY: i32 = 6;
/** Lessons that first values count for. */
export const PRIOR_IDENTITY: i32 = 8;
export const PRIOR_OTHERS: i32 = 40;
export const PRIOR_USAGE: i32 = 8;
/** Lessons that rates are known for. */
export const RATES: i32 = 1024;
export const ROWS: i32 = 80;
/** Bounds of chances, Q16: what an identity moves towards, and where the others stop. */
export const SURE: i32 = 65000;
export const UNLIKELY: i32 = 500;
export const USAGE_LESSON_LIMIT: i32 = 900;
