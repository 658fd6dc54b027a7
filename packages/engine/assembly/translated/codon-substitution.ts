/**
 * Codon substitution: which codon stands where a source has an amino acid or a codon. Defined by `CodonSubstitution` in
 * `@pmklc/models`, which gives first values, too.
 */
import { lane, roomInLane } from '../lane';
import { allocate } from '../memory';
import { transfer } from '../snapshot';
import {
  ALIGNMENT_CLASSES,
  ALWAYS,
  CLASSES_A_GROUP,
  IDENTITIES,
  LEAST_CHANCE,
  LEAST_OTHER,
  LEAST_USAGE,
  LESSON_LIMIT,
  PRIOR_COPY,
  PRIOR_IDENTITY,
  PRIOR_OTHERS,
  PRIOR_USAGE,
  RATES,
  ROWS,
  SURE,
  UNLIKELY,
  USAGE_LESSON_LIMIT,
} from '../generated/translated/codon-substitution';
import { CODONS, SYMBOLS } from '../generated/translated/genetic-code';
import { OPPOSITE, PROTEIN } from '../generated/translated/source';
import { aminoAcids, opposites } from './genetic-code';

const STATE_BYTES: usize =
  2 * (2 * IDENTITIES + ROWS * SYMBOLS + ROWS + 2 * ALIGNMENT_CLASSES + CODONS + SYMBOLS);

/** u16 each, one behind the other as a snapshot has them. */
let identity: usize = 0;
let others: usize = 0;
let copied: usize = 0;
let usage: usize = 0;
let identityLessons: usize = 0;
let otherLessons: usize = 0;
let copyLessons: usize = 0;
let usageLessons: usize = 0;
/** Offset in a lane of i32[21]: chances of the amino acids for the codon that is being foretold, Q16. */
let room: usize = 0;
/** i32[RATES]: rates of learning after so many lessons, Q16. */
let rates: usize = 0;

export function initSubstitution(): void {
  identity = allocate(STATE_BYTES);
  others = identity + 2 * IDENTITIES;
  copied = others + 2 * ROWS * SYMBOLS;
  usage = copied + 2 * ALIGNMENT_CLASSES;
  identityLessons = usage + 2 * CODONS;
  otherLessons = identityLessons + 2 * IDENTITIES;
  copyLessons = otherLessons + 2 * ROWS;
  usageLessons = copyLessons + 2 * ALIGNMENT_CLASSES;
  room = roomInLane(4 * SYMBOLS);
  rates = allocate(4 * RATES);
  for (let lessons = 1; lessons < RATES; lessons++) {
    store<i32>(rates + (lessons << 2), 65536 / lessons);
  }
}

// @ts-ignore: decorator
@inline
function rateAfter(lessons: i32): i32 {
  return load<i32>(rates + ((<usize>lessons) << 2));
}

// @ts-ignore: decorator
@inline
function aminoAcidOf(kind: i32, symbol: usize): usize {
  return kind == PROTEIN ? symbol : <usize>load<u8>(aminoAcids + symbol);
}

// @ts-ignore: decorator
@inline
function rowOf(alignmentClass: i32, amino: usize): usize {
  return <usize>(alignmentClass / CLASSES_A_GROUP) * 20 + amino;
}

/** Writes chances of the 64 codons as the sequence reads them: i32, Q24. */
export function foretell(
  out: usize,
  alignmentClass: i32,
  strand: i32,
  kind: i32,
  symbol: usize,
): void {
  const amino = aminoAcidOf(kind, symbol);
  const same = fillRow(alignmentClass, amino);
  for (let codon: usize = 0; codon < <usize>CODONS; codon++) {
    const own = <usize>load<u8>(aminoAcids + codon);
    const share = (<i32>load<u16>(usage + (codon << 1))) >> 4;
    const chance = LEAST_CHANCE + ((load<i32>(lane() + room + (own << 2)) * share) >> 4);
    store<i32>(placeOf(out, strand, codon), chance);
  }
  if (kind != PROTEIN) foretellCopy(out, alignmentClass, strand, symbol, same);
}

// @ts-ignore: decorator
@inline
function placeOf(out: usize, strand: i32, codon: usize): usize {
  return out + ((strand == OPPOSITE ? <usize>load<u8>(opposites + codon) : codon) << 2);
}

/** The codons of the source's amino acid: the source's own may be a copy. */
function foretellCopy(
  out: usize,
  alignmentClass: i32,
  strand: i32,
  symbol: usize,
  same: i32,
): void {
  const copy = <i32>load<u16>(copied + ((<usize>alignmentClass) << 1));
  const amino = load<u8>(aminoAcids + symbol);
  for (let codon: usize = 0; codon < <usize>CODONS; codon++) {
    if (load<u8>(aminoAcids + codon) != amino) continue;
    const at = placeOf(out, strand, codon);
    const chance = (load<i32>(at) >> 8) * ((65536 - copy) >> 8);
    store<i32>(at, codon == symbol ? chance + (same >> 4) * (copy >> 4) : chance);
  }
}

function fillRow(alignmentClass: i32, amino: usize): i32 {
  const same = <i32>load<u16>(identity + ((<usize>alignmentClass * 20 + amino) << 1));
  const from = others + ((rowOf(alignmentClass, amino) * SYMBOLS) << 1);
  const rest = (65536 - same) >> 2;
  for (let b: usize = 0; b < <usize>SYMBOLS; b++) {
    store<i32>(lane() + room + (b << 2), (((<i32>load<u16>(from + (b << 1))) >> 2) * rest) >> 12);
  }
  store<i32>(lane() + room + (amino << 2), same);
  return same;
}

/** Learns that a source's symbol had this codon of one's own, as its strand has it, beside it. */
export function learnSubstitution(
  alignmentClass: i32,
  kind: i32,
  symbol: usize,
  codon: usize,
): void {
  const amino = aminoAcidOf(kind, symbol);
  const own = <usize>load<u8>(aminoAcids + codon);
  learnIdentity((<usize>alignmentClass * 20 + amino) << 1, own == amino);
  if (own != amino) learnOther(rowOf(alignmentClass, amino), amino, own);
  else if (kind != PROTEIN) learnCopy((<usize>alignmentClass) << 1, symbol, codon);
}

function learnIdentity(at: usize, isSame: bool): void {
  const lessons = <i32>load<u16>(identityLessons + at);
  const chance = <i32>load<u16>(identity + at);
  const gap = (isSame ? SURE : UNLIKELY) - chance;
  store<u16>(identity + at, <u16>(chance + ((gap * rateAfter(lessons + PRIOR_IDENTITY)) >> 16)));
  countLesson(identityLessons + at, lessons, LESSON_LIMIT);
}

function learnOther(rowNumber: usize, amino: usize, own: usize): void {
  const lessonsAt = otherLessons + (rowNumber << 1);
  const lessons = <i32>load<u16>(lessonsAt);
  const rate = rateAfter(lessons + PRIOR_OTHERS);
  for (let b: usize = 0; b < <usize>SYMBOLS; b++) {
    if (b == amino) continue;
    const at = others + ((rowNumber * SYMBOLS + b) << 1);
    const next = moved(<i32>load<u16>(at), b == own ? ALWAYS : 0, rate);
    store<u16>(at, <u16>max(next, LEAST_OTHER));
  }
  countLesson(lessonsAt, lessons, LESSON_LIMIT);
}

function learnCopy(at: usize, symbol: usize, codon: usize): void {
  const chance = <i32>load<u16>(copied + at);
  const lessons = <i32>load<u16>(copyLessons + at);
  let target = 0;
  if (codon == symbol) {
    const share = (<i32>load<u16>(usage + (codon << 1))) >> 4;
    const byUsage = (((65536 - chance) >> 4) * share) >> 8;
    target = <i32>(((<u32>chance) << 16) / <u32>(chance + byUsage + 1));
  }
  const next = moved(chance, target, rateAfter(lessons + PRIOR_COPY));
  store<u16>(copied + at, <u16>max(min(next, SURE), UNLIKELY));
  countLesson(copyLessons + at, lessons, LESSON_LIMIT);
}

/** Learns how often a codon is used. */
export function learnUsage(codon: usize): void {
  const amino = load<u8>(aminoAcids + codon);
  const lessonsAt = usageLessons + ((<usize>amino) << 1);
  const lessons = <i32>load<u16>(lessonsAt);
  const rate = rateAfter(lessons + PRIOR_USAGE);
  for (let c: usize = 0; c < <usize>CODONS; c++) {
    if (load<u8>(aminoAcids + c) != amino) continue;
    const next = moved(<i32>load<u16>(usage + (c << 1)), c == codon ? ALWAYS : 0, rate);
    store<u16>(usage + (c << 1), <u16>max(next, LEAST_USAGE));
  }
  countLesson(lessonsAt, lessons, USAGE_LESSON_LIMIT);
}

// @ts-ignore: decorator
@inline
function moved(chance: i32, target: i32, rate: i32): i32 {
  return chance + (((target - chance) * (rate >> 2)) >> 14);
}

// @ts-ignore: decorator
@inline
function countLesson(at: usize, lessons: i32, limit: i32): void {
  if (lessons < limit) store<u16>(at, <u16>(lessons + 1));
}

/** Address of the state. */
export function substitutionState(): usize {
  return identity;
}

/** Names the region of the part. */
export function transferSubstitution(): void {
  transfer(identity, STATE_BYTES);
}
