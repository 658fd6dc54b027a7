/**
 * One alignment that translated copies follow. Defined by `Alignment` in `@pmklc/models`.
 */
import * as history from '../history/base-history';
import { COMPARED, DIFFERENCE_COST, QUALITY_SHIFT } from '../generated/translated/alignment';


@unmanaged
export class Alignment {
  /** Kind of the source; place in it of what stands beside the codon that is being read; step to the next. */
  kind: i32;
  place: i32;
  step: i32;
  /** Strand of the own gene, and the frame of its codons. */
  strand: i32;
  frame: i32;
  /** Codon or residue that the source has at the place. */
  symbol: usize;
  /** Mean score of late, half bits Q8. */
  quality: i32;
  /** A bit a codon, the newest lowest: the amino acid differed; the score was below 1. */
  differences: u32;
  misses: u32;
  /** Codons until it may be moved again. */
  wait: i32;
  alignmentClass: i32;
  isForetold: i32;
}

/** Bytes of the fields, behind which the chances of the 64 codons are: i32, Q24, as the sequence reads them. */
const FIELD_BYTES: usize = 48;
export const ALIGNMENT_BYTES: usize = FIELD_BYTES + 256;

// @ts-ignore: decorator
@inline
export function chancesOf(a: Alignment): usize {
  return changetype<usize>(a) + FIELD_BYTES;
}

/** Bases of its codon that an alignment knows, 0..2. */
// @ts-ignore: decorator
@inline
export function knownBases(a: Alignment): i32 {
  return (history.here().length - a.frame) % 3;
}

/** Copies all of an alignment. */
export function copyAlignment(to: Alignment, from: Alignment): void {
  memory.copy(changetype<usize>(to), changetype<usize>(from), ALIGNMENT_BYTES);
}

/** Starts to follow a source that scored `score` over the codons compared. */
export function enterAlignment(
  a: Alignment,
  kind: i32,
  place: i32,
  step: i32,
  strand: i32,
  frame: i32,
  score: i32,
): void {
  a.kind = kind;
  a.place = place;
  a.step = step;
  a.strand = strand;
  a.frame = frame;
  a.quality = (score << 8) / COMPARED;
  a.differences = 0;
  a.misses = 0;
  a.wait = 0;
}

/** Begins a codon beside which the source has `symbol`. */
export function beginCodon(a: Alignment, symbol: usize): void {
  a.symbol = symbol;
  a.isForetold = 0;
  a.alignmentClass = qualityClass(a.quality) * 8 + recentClass(a);
}

/** Ends a codon with its score, and whether its amino acid was the source's. */
export function endCodon(a: Alignment, score: i32, isSame: bool): void {
  a.quality += ((score << 8) - a.quality) >> QUALITY_SHIFT;
  a.differences = (a.differences << 1) | (isSame ? 0 : 1);
  a.misses = (a.misses << 1) | (score < 1 ? 1 : 0);
  a.place += a.step;
}

/** Whether it seems to have lost its place. */
// @ts-ignore: decorator
@inline
export function strays(a: Alignment): bool {
  return (a.misses & 1) == 1 && popcnt(a.misses & 63) >= 4;
}

/** 0 .. 6: how many of the last codons differed. */
// @ts-ignore: decorator
@inline
export function recentClass(a: Alignment): i32 {
  return (recent(a) + 1) >> 1;
}

/** Rank among alignments: the highest is the best. */
// @ts-ignore: decorator
@inline
export function rankOf(a: Alignment): i32 {
  return a.quality - DIFFERENCE_COST * recent(a);
}

// @ts-ignore: decorator
@inline
function recent(a: Alignment): i32 {
  return popcnt(a.differences & 15) + popcnt(a.differences & 255);
}

/** The steps of `QUALITY_CLASSES`. */
function qualityClass(quality: i32): i32 {
  if (quality < 660) return quality < 350 ? i32(quality >= 230) : quality < 512 ? 2 : 3;
  return quality < 960 ? (quality < 800 ? 4 : 5) : quality < 1150 ? 6 : 7;
}
