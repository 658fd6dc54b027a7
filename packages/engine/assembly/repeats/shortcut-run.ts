/**
 * The shortcut for many bases at a time: the same frequencies as base by base, and the same state afterwards.
 *
 * As long as all copies agree, nothing is to be decided, and how long that is shows in the history.
 */
import { allocate } from '../memory';
import * as coder from '../coder/range-coder';
import * as history from '../history/base-history';
import { agreeing, equalBases, moveAll } from './agreed-run';
import { remember } from './seed-places';
import * as shortcut from './shortcut';
import { REMEMBERED_EVERY } from '../generated/repeats/repeat-experts';

/** Bases at a time, at most. */
const LONGEST: i32 = 1024;
/** Room for a vector beyond. */
const VECTOR: usize = 16;

/** u8[LONGEST]: what the copies predict. With one lane only, so that it need not be in the lane. */
let foretold: usize = 0;

export function initShortcutRun(): void {
  foretold = allocate(<usize>LONGEST + VECTOR);
}

/** Codes as many of the next bases, at most `limit`, as come as the copies say; returns how many. */
export function encodeRun(input: usize, limit: i32): i32 {
  const count = equalBases(foretold, input, foretell(limit));
  for (let i = 0; i < count; i++) {
    const base = <u32>load<u8>(foretold + i);
    const rest = shortcut.frequencyOfRest();
    coder.encode(rest * base, 65536 - 3 * rest);
    learn(base);
  }
  moveAll(count);
  return count;
}

/** Decodes as many of the next bases, at most `limit`, as come as the copies say; returns how many. */
export function decodeRun(limit: i32): i32 {
  const most = foretell(limit);
  let count = 0;
  for (; count < most; count++) {
    const base = <u32>load<u8>(foretold + count);
    const rest = shortcut.frequencyOfRest();
    if (!coder.decodeIf(rest * base, 65536 - 3 * rest)) break;
    learn(base);
  }
  moveAll(count);
  return count;
}

/**
 * Number of bases, at most `limit`, for which the shortcut stays what it is for the next one; they are in
 * `foretold`.
 */
function foretell(limit: i32): i32 {
  if (!shortcut.isTaken()) return 0;
  return agreeing(foretold, min(min(limit, LONGEST), shortcut.basesInClass()));
}

// @ts-ignore: decorator
@inline
function learn(base: u32): void {
  shortcut.learnHit(true);
  history.append(base);
  if (history.here().length % REMEMBERED_EVERY == 0) remember();
}
