/**
 * Lines that an earlier line has whole; `src/qualities/line-copies.ts` defines their code.
 */
import { codeAdaptive, newBits } from '../bytes/adaptive-bit';
import { codeNumber, newNumbers } from '../bytes/number-coder';

const RATE: i32 = 4;
const NO_COPY: i32 = 0;
const ANEW: i32 = 1;
const AS_BEFORE: i32 = 2;
const KINDS: usize = 3;

let isCopy: usize = 0;
let isAsBefore: usize = 0;
let distances: usize = 0;
let last: i32 = NO_COPY;
let lastDistance: u32 = 0;

export function beginLineCopies(): void {
  isCopy = newBits(KINDS);
  isAsBefore = newBits(KINDS);
  distances = newNumbers();
  last = NO_COPY;
  lastDistance = 0;
}

/** Codes how many lines back the line is that the next one is a copy of, given when encoding; 0: it is none. */
export function codeDistance(distance: u32): u32 {
  const before = last;
  last = NO_COPY;
  if (!codeAdaptive(isCopy, before, RATE, i32(distance > 0))) return 0;
  const same = codeAdaptive(isAsBefore, before, RATE, i32(distance == lastDistance));
  last = same ? AS_BEFORE : ANEW;
  if (!same) lastDistance = codeNumber(distances, distance - 1) + 1;
  // No line is so far back: the caller refuses it.
  return lastDistance == 0 ? u32.MAX_VALUE : lastDistance;
}
