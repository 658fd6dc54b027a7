/** Constants of packages/models/src/translated/translated-copies.ts, made by scripts/constants.mjs. */
/**
 * Codons without a stop from which on a frame is looked up, among earlier sequence and among proteins. Most of what is found in a shorter
 * one came by chance: with 20 among earlier sequence, E. coli +0.04 %.
 */
export const OPEN_CODONS: i32 = 32;
export const OPEN_FOR_PROTEINS: i32 = 24;
/** Score by which the new place must be better than the old one, and than 0. */
export const BETTER_BY: i32 = 10;
/** Score of the first codons compared below which a word was another one in the same entry. */
export const FIRST_CODONS: i32 = 4;
export const LEAST_MOVED_SCORE: i32 = 15;
export const LEAST_OF_FIRST: i32 = 8;
/** Quality, half bits Q8, below which an alignment is dropped: 0.16 a codon. */
export const LEAST_QUALITY: i32 = 40;
/** Score of the codons compared, in half bits, that an alignment needs; with 40 or 66, E. coli +0.1 %. */
export const LEAST_SCORE: i32 = 50;
/** Codons that an alignment is moved by at most when it strays, and that are compared at each place. */
export const MOST_MOVED: i32 = 12;
export const MOVED_CODONS: i32 = 8;
/** Codons between two moves. */
export const WAIT_CODONS: i32 = 2;
