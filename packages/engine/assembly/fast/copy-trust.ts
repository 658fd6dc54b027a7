/**
 * Trust in copies. Defined by `CopyTrust` in `@pmklc/models`.
 */
import { allocate } from '../memory';
import { transfer } from '../snapshot';
import {
  CERTAIN,
  COPY_CLASSES,
  FIRST,
  FIRST_OF_SURE,
  MISS_CLASSES,
  MOST,
  RATE_SHIFT,
  RUN_CLASSES,
  SURE_CLASSES,
} from '../generated/fast/copy-trust';
import { learnAt } from './logistic';

const LONGEST: i32 = 32;

/** u8[32]: class of a run. */
let runClasses: usize = 0;
let copies: usize = 0;
let sure: usize = 0;

export function initTrust(): void {
  runClasses = allocate(LONGEST);
  for (let run = 0; run < LONGEST; run++) store<u8>(runClasses + run, <u8>classOfRun(run));
  copies = allocate(<usize>COPY_CLASSES * 2);
  for (let i = 0; i < COPY_CLASSES; i++) store<u16>(copies + ((<usize>i) << 1), <u16>FIRST);
  sure = allocate(<usize>SURE_CLASSES * 4);
  for (let i = 0; i < SURE_CLASSES; i++) store<i32>(sure + ((<usize>i) << 2), FIRST_OF_SURE);
}

function classOfRun(run: i32): i32 {
  return (
    i32(run >= 1) +
    i32(run >= 2) +
    i32(run >= 4) +
    i32(run >= 8) +
    i32(run >= 12) +
    i32(run >= 16) +
    i32(run >= 24)
  );
}

/** Class of a copy that is not sure. */
// @ts-ignore: decorator
@inline
export function copyClass(misses: i32, run: i32): i32 {
  const runClass = <i32>load<u8>(runClasses + min(run, LONGEST - 1));
  return RUN_CLASSES * min(misses, MISS_CLASSES - 1) + runClass;
}

/** Set of weights for a class of copies. */
// @ts-ignore: decorator
@inline
export function setOfClass(copyClass: i32): i32 {
  return 1 + 4 * min(copyClass / RUN_CLASSES, 3) + (copyClass % RUN_CLASSES) / 2;
}

/** Address of how likely copies of a class are right. */
// @ts-ignore: decorator
@inline
export function trustAt(copyClass: i32): usize {
  return copies + ((<usize>copyClass) << 1);
}

// @ts-ignore: decorator
@inline
export function learnCopy(address: usize, isHit: bool): void {
  learnAt(address, u32(isHit), RATE_SHIFT);
}

/** Address of the trust in sure copies of a run. */
// @ts-ignore: decorator
@inline
export function sureAt(run: u32): usize {
  return sure + ((31 - <usize>clz(run)) << 2);
}

/** Frequency of each base that a sure copy does not foretell. */
// @ts-ignore: decorator
@inline
export function frequencyOfRest(address: usize): u32 {
  return max((65536 - min(load<u32>(address) >> 6, MOST)) / 3, 1);
}

// @ts-ignore: decorator
@inline
export function learnSure(address: usize, isHit: bool): void {
  const p = load<i32>(address);
  store<i32>(address, p + (((isHit ? CERTAIN : 0) - p) >> RATE_SHIFT));
}

export function transferTrust(): void {
  transfer(copies, <usize>COPY_CLASSES * 2);
  transfer(sure, <usize>SURE_CLASSES * 4);
}
