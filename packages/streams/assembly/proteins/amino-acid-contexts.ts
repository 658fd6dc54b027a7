/**
 * Contexts from which the next amino acid is forecast; `src/proteins/amino-acid-contexts.ts` defines it.
 */
import { allocate } from '../memory';
import { forecastOf, matchedBy, newMatch, nextMatch } from '../bytes/match-finder';
import { END, groupOf } from './amino-acid-alphabet';
import { agreedOf, first, initFinder, nextRelatives, positionOf, second } from './homolog-finder';

export const CONTEXTS: i32 = 15;
const SLOW: i32 = 1023;
const LIGHT: i32 = 14000;
const HEAVY: i32 = 50000;
const FULL: i32 = 65536;
/** A context each: inertia, limit of the count, first weight, bits of its values. */
export const INERTIAS: StaticArray<i32> = [2, 20, 30, 30, 30, 30, 30, 4, 4, 20, 12, 4, 4, 4, 2];
export const LIMITS: StaticArray<i32> = [
  SLOW,
  SLOW,
  SLOW,
  SLOW,
  SLOW,
  SLOW,
  SLOW,
  60,
  16,
  SLOW,
  SLOW,
  SLOW,
  SLOW,
  SLOW,
  SLOW,
];
export const WEIGHTS: StaticArray<i32> = [
  FULL,
  LIGHT,
  LIGHT,
  LIGHT,
  LIGHT,
  LIGHT,
  LIGHT,
  LIGHT,
  LIGHT,
  LIGHT,
  LIGHT,
  HEAVY,
  HEAVY,
  LIGHT,
  FULL,
];
export const VALUE_BITS: StaticArray<i32> = [0, 5, 10, 10, 10, 10, 10, 0, 0, 6, 10, 10, 14, 10, 10];
export const FIRST_SETS: i32 = 16 * 32;
export const SECOND_SETS: i32 = 16 * 8;

const WINDOW: i32 = 20;
const MAX_PLACE: i32 = 60;
/** The letters of `ACFILMVWY` and `DEKR`. */
const PROPERTIES: StaticArray<u8> = [65, 67, 70, 73, 76, 77, 86, 87, 89, 0, 68, 69, 75, 82];
const HYDROPHOBIC: i32 = 0;
const CHARGED: i32 = 1;

/** i32[15]: the value of each context. */
export let values: usize = 0;
/** Symbol that the best relative has here, 0 without one; trust in it, 0 (none) to 11, and in the match, 0 (none) to 5. */
export let expected: i32 = 0;
export let quality: i32 = 0;
export let matchLevel: i32 = 0;
let match: usize = 0;
let place: i32 = 0;
/** u8[32]: the property of each symbol. */
let properties: usize = 0;

/** Makes the constants. */
export function initProperties(): void {
  properties = allocate(32);
  for (let symbol = 0; symbol < 32; symbol++)
    store<u8>(properties + symbol, <u8>groupOf(PROPERTIES, symbol));
}

export function initResidueContexts(): void {
  values = allocate(CONTEXTS << 2);
  match = newMatch();
  initFinder();
  expected = quality = matchLevel = place = 0;
}

/** Takes note of the last of `length` symbols, if there is one. */
export function nextResidue(symbols: usize, length: i32): void {
  const s1 = back(symbols, length, 1),
    s2 = back(symbols, length, 2);
  const s3 = back(symbols, length, 3),
    s4 = back(symbols, length, 4);
  place = s1 == END ? 0 : place + 1;
  if (length > 0) {
    nextRelatives(symbols, length, place);
    nextMatch(match, symbols, length);
  }
  setValue(1, s1);
  setValue(2, s1 | (s2 << 5));
  setValue(3, s1 | (s3 << 5));
  setValue(4, s1 | (s4 << 5));
  setValue(5, s2 | (s3 << 5));
  setValue(6, s3 | (s4 << 5));
  setValue(9, min(place, MAX_PLACE));
  setValue(10, composition(symbols, length));
  const a = relativeContext(first, symbols),
    b = relativeContext(second, symbols);
  expected = a & 31;
  quality = (a >> 5) & 15;
  setValue(11, a);
  setValue(12, (a & 511) | (s1 << 9));
  setValue(13, b);
  const matched = matchedBy(match);
  const level = lengthLevel(matched);
  setValue(14, matched > 0 ? forecastOf(match) | (level << 5) : 0);
  matchLevel = coarseLevel(level);
}

// @ts-ignore: decorator
@inline
function setValue(i: usize, value: i32): void {
  store<i32>(values + (i << 2), value);
}

// @ts-ignore: decorator
@inline
function back(symbols: usize, length: i32, n: i32): i32 {
  return length >= n ? <i32>load<u8>(symbols + length - n) : END;
}

/** Counts of hydrophobic and of charged residues among the last ones of the record. */
function composition(symbols: usize, length: i32): i32 {
  let hydrophobic = 0,
    charged = 0;
  for (let n = min(WINDOW, place); n >= 1; n--) {
    const property = <i32>load<u8>(properties + load<u8>(symbols + length - n));
    hydrophobic += i32(property == HYDROPHOBIC);
    charged += i32(property == CHARGED);
  }
  return (hydrophobic << 5) | charged;
}

/** Context of a relative: the symbol that it has next, how well it agreed, and whether it did the last time. */
function relativeContext(relative: usize, symbols: usize): i32 {
  const position = positionOf(relative);
  if (position == 0) return 0;
  const agreed = agreedOf(relative);
  const all = popcnt<i32>(agreed);
  const late = popcnt<i32>(agreed & 0xffff);
  const trusted = all >= 30 ? all - 21 : 1 + (min(late, 15) >> 1);
  return (<i32>load<u8>(symbols + position)) | (trusted << 5) | ((agreed & 1) << 9);
}

/** Lengths of matches, ever coarser: 0..31. */
function lengthLevel(length: i32): i32 {
  if (length < 16) return length;
  if (length < 32) return 16 + ((length - 16) >> 2);
  if (length < 64) return 20 + ((length - 32) >> 3);
  return min(24 + ((length - 64) >> 6), 31);
}

/** Coarser yet: 0..5. */
function coarseLevel(level: i32): i32 {
  if (level == 0) return 0;
  if (level < 16) return level < 8 ? 1 : 2;
  return level < 20 ? 3 : level < 24 ? 4 : 5;
}
