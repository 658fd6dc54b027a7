/**
 * Related stretches of earlier proteins; `src/proteins/homolog-finder.ts` defines how they are found and followed.
 */
import { allocate } from '../memory';
import { END, groupOf, similarity } from './amino-acid-alphabet';
import { scoreAll, scoreAt } from './homolog-scores';

const SEED_SPAN: i32 = 9;
/** The letters of the classes of `ILMV C A G ST P FWY DENQ KR H`. */
const SEED_CLASSES: StaticArray<u8> = [
  73, 76, 77, 86, 0, 67, 0, 65, 0, 71, 0, 83, 84, 0, 80, 0, 70, 87, 89, 0, 68, 69, 78, 81, 0, 75,
  82, 0, 72,
];
const SEED_BITS: usize = 18;
/** Places of a seed that are remembered: as many as a vector has lanes. */
const PLACES: usize = 16;
const MIN_SCORE: i32 = 48;
const MAX_FIRST_TRUST: i32 = 60;
const TRUST_SHIFT: i32 = 3;
const TRUST_STEP: i32 = 4;
const MARGIN: i32 = 10;
const NOBODY: i32 = -(1 << 20);
const REMEMBERED: i32 = 32;

/** A relative, i32 each: where its next symbol is, 0 for none; which of the last 32 agreed; trust. */
export let first: usize = 0;
export let second: usize = 0;
const RELATIVE_BYTES: usize = 12;

/** u8[32]: the class of each symbol. */
let classes: usize = 0;
/** i32[2^18][16]: where each seed occurred, newest first; 0 for nowhere. */
let places: usize = 0;

/** Makes the constants. */
export function initClasses(): void {
  classes = allocate(32);
  for (let symbol = 0; symbol < 32; symbol++)
    store<u8>(classes + symbol, <u8>groupOf(SEED_CLASSES, symbol));
}

export function initFinder(): void {
  first = allocate(RELATIVE_BYTES);
  second = allocate(RELATIVE_BYTES);
  places = allocate((PLACES << SEED_BITS) << 2);
}

// @ts-ignore: decorator
@inline
export function positionOf(relative: usize): i32 {
  return load<i32>(relative);
}

// @ts-ignore: decorator
@inline
export function agreedOf(relative: usize): i32 {
  return load<i32>(relative, 4);
}

// @ts-ignore: decorator
@inline
function trustOf(relative: usize): i32 {
  return load<i32>(relative, 8);
}

/** Takes note of the last of `length` symbols; `place` residues since the beginning of the record. */
export function nextRelatives(symbols: usize, length: i32, place: i32): void {
  const last = <i32>load<u8>(symbols + length - 1);
  follow(first, symbols, last);
  follow(second, symbols, last);
  if (place >= SEED_SPAN) search(symbols, length);
  if (rank(second) > rank(first)) {
    const better = second;
    second = first;
    first = better;
  }
}

function follow(relative: usize, symbols: usize, last: i32): void {
  const position = positionOf(relative);
  if (position == 0) return;
  const facing = <i32>load<u8>(symbols + position);
  const before = trustOf(relative);
  const trust = before + TRUST_STEP * similarity(facing, last) - (before >> TRUST_SHIFT);
  const isLost = facing == END || last == END || trust < 0;
  store<i32>(relative, isLost ? 0 : position + 1);
  store<i32>(relative, (agreedOf(relative) << 1) | i32(facing == last), 4);
  store<i32>(relative, trust, 8);
}

function search(symbols: usize, length: i32): void {
  const start = places + ((<usize>seed(symbols, length) * PLACES) << 2);
  if (load<i32>(start) > 0) scoreAll(symbols, start, length);
  for (let i: usize = 0; i < PLACES; i++) {
    const place = load<i32>(start + (i << 2));
    if (place == 0) break;
    if (positionOf(first) == place || positionOf(second) == place) continue;
    const score = scoreAt(i);
    if (score >= MIN_SCORE) consider(symbols, place, length, score);
  }
  memory.copy(start + 4, start, (PLACES - 1) << 2);
  store<i32>(start, length);
}

/** The classes of the residues 1, 2, 4, 6, 8 and 9 back. */
function seed(symbols: usize, length: i32): i32 {
  const end = symbols + length;
  let h = classBefore(end, 1);
  h = (h << 4) | classBefore(end, 2);
  h = (h << 4) | classBefore(end, 4);
  h = (h << 4) | classBefore(end, 6);
  h = (h << 4) | classBefore(end, 8);
  h = (h << 4) | classBefore(end, 9);
  return (h * <i32>0x9e3779b1) >>> (32 - <i32>SEED_BITS);
}

// @ts-ignore: decorator
@inline
function classBefore(end: usize, back: usize): i32 {
  return <i32>load<u8>(classes + load<u8>(end - back));
}

function worthOf(relative: usize): i32 {
  return positionOf(relative) > 0 ? trustOf(relative) + MARGIN : NOBODY;
}

function consider(symbols: usize, place: i32, length: i32, score: i32): void {
  const worst = worthOf(second) < worthOf(first) ? second : first;
  const trust = min(score, MAX_FIRST_TRUST);
  if (trust <= worthOf(worst)) return;
  let agreed = 0;
  for (let back = min(REMEMBERED, place); back >= 1; back--) {
    agreed =
      (agreed << 1) | i32(load<u8>(symbols + place - back) == load<u8>(symbols + length - back));
  }
  store<i32>(worst, place);
  store<i32>(worst, agreed, 4);
  store<i32>(worst, trust, 8);
}

function rank(relative: usize): i32 {
  return positionOf(relative) > 0 ? popcnt<i32>(agreedOf(relative)) : -1;
}
