/**
 * Comparison of the 32 newest bases of a lane, which has as many, with those of another place, on either strand. What is not known there
 * reads as A.
 *
 * A result has one bit a mismatch, that of the newest base highest.
 */
import type { BaseHistory } from './base-history.ts';

const COMPARED = 32;

/** Against the 32 bases before `position`, that of a known base. */
export function mismatchesBefore(history: BaseHistory, position: number): number {
  let misses = 0;
  const here = history.end;
  for (let i = 1; i <= COMPARED; i++) {
    misses = (misses << 1) | (history.at(here - i) === history.at(position - i) ? 0 : 1);
  }
  return misses;
}

/** Against the complements of the 32 bases from `position` on, read backwards. */
export function mismatchesFrom(history: BaseHistory, position: number): number {
  let misses = 0;
  const here = history.end - 1;
  for (let i = 0; i < COMPARED; i++) {
    misses = (misses << 1) | (history.at(here - i) === 3 - history.at(position + i) ? 0 : 1);
  }
  return misses;
}

/** Number of the newest bases, at most 32, that agree with those before `position`. */
export function runBefore(history: BaseHistory, position: number): number {
  const here = history.end;
  let run = 0;
  while (run < COMPARED && history.at(here - 1 - run) === history.at(position - 1 - run)) run++;
  return run;
}

/**
 * Number of the newest bases, at most 32, that agree with the complements of those from `position`
 * on.
 */
export function runFrom(history: BaseHistory, position: number): number {
  const here = history.end - 1;
  let run = 0;
  while (run < COMPARED && history.at(here - run) === 3 - history.at(position + run)) run++;
  return run;
}
