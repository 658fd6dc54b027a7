/**
 * The copy that is followed. Defined by `FollowedCopy` in `@pmklc/models`.
 */
import { MOST_MISSES, NEWEST_MISSES, SURE_RUN } from '../generated/fast/followed-copy';
import { WORD } from '../generated/fast/word-places';
import * as history from './fast-history';
import { entryOf, hashOfRecent, hashOfReversed, isSampled } from './word-places';

const COMPARED: i32 = 32;

/** Place of the base that it foretells, or -1: there is no copy. */
export let position: i32 = -1;
/** 1 forward, -1 on the opposite strand. */
export let step: i32 = 1;
let misses: i32 = 0;
/** Hits since the last miss. */
export let run: i32 = 0;

/** Base that it foretells, or -1. */
// @ts-ignore: decorator
@inline
export function prediction(): i32 {
  if (position < 0) return -1;
  const base = <i32>history.at(position);
  return step > 0 ? base : 3 - base;
}

/** Misses among the last 16 bases. */
// @ts-ignore: decorator
@inline
export function missCount(): i32 {
  return popcnt(misses);
}

// @ts-ignore: decorator
@inline
export function isSure(): bool {
  return run >= SURE_RUN && position >= 0;
}

/** Follows a base that it had foretold or not, where there is a copy. */
// @ts-ignore: decorator
@inline
export function follow(isHit: bool): void {
  misses = ((misses << 1) | i32(!isHit)) & NEWEST_MISSES;
  run = isHit ? run + 1 : 0;
  position += step;
  if (!isHit && popcnt(misses) > MOST_MISSES) position = -1;
}

/** Follows so many bases that it had foretold. */
export function followHits(count: i32): void {
  misses = count < 16 ? (misses << count) & NEWEST_MISSES : 0;
  run += count;
  position += step * count;
}

/** Remembers the newest word. */
export function remember(): void {
  if (history.length < WORD) return;
  const hash = hashOfRecent();
  if (isSampled(hash)) store<i32>(entryOf(hash), history.length);
}

/** Looks for a copy where there is none, and remembers the newest word. */
// @ts-ignore: decorator
@inline
export function seek(): void {
  if (history.length < WORD) return;
  const hash = hashOfRecent();
  if (isSampled(hash)) {
    const entry = entryOf(hash);
    if (position < 0) enterForward(load<i32>(entry));
    if (position < 0) seekInverted();
    store<i32>(entry, history.length);
  } else if (position < 0) seekInverted();
}

// @ts-ignore: decorator
@inline
function seekInverted(): void {
  const hash = hashOfReversed();
  if (isSampled(hash)) enterInverted(load<i32>(entryOf(hash)) - WORD);
}

function enterForward(place: i32): void {
  if (place == 0) return;
  const newest = history.length - 1;
  let count = 0;
  while (count < COMPARED && history.at(newest - count) == history.at(place - 1 - count)) count++;
  enter(place, 1, count);
}

function enterInverted(first: i32): void {
  if (first <= 0) return;
  const newest = history.length - 1;
  let count = 0;
  while (count < COMPARED && history.at(newest - count) == 3 - history.at(first + count)) count++;
  enter(first - 1, -1, count);
}

function enter(from: i32, direction: i32, agreeing: i32): void {
  if (agreeing < WORD) return;
  position = from;
  step = direction;
  misses = 0;
  run = min(agreeing, SURE_RUN - 1);
}
