/**
 * Bases that a sure copy foretells, many at a time: the same frequencies as base by base, and the same state afterwards.
 */
import * as coder from '../coder/range-coder';
import { opposite } from '../history/compare-places';
import { allocate } from '../memory';
import * as copy from './followed-copy';
import * as history from './fast-history';
import { frequencyOfRest, learnSure, sureAt } from './copy-trust';

/** Bases at a time, at most. */
const LONGEST: i32 = 1024;
const VECTOR: i32 = 16;

/** u8[LONGEST]: what the copy foretells. */
let foretold: usize = 0;

export function initSureRun(): void {
  foretold = allocate(<usize>(LONGEST + VECTOR));
}

/** Codes as many of the next bases, at most `limit`, as come as the copy says; returns how many. */
export function encodeRun(input: usize, limit: i32): i32 {
  const most = foretell(limit);
  let count = 0;
  for (; count < most; count += VECTOR) {
    const other = i8x16.ne(v128.load(foretold + count), v128.load(input + count));
    const bits = i8x16.bitmask(other);
    if (bits == 0) continue;
    count += ctz(bits);
    break;
  }
  count = min(count, most);
  const trust = sureAt(copy.run);
  for (let i = 0; i < count; i++) {
    const rest = frequencyOfRest(trust);
    coder.encode(rest * <u32>load<u8>(input + i), 65536 - 3 * rest);
    learnSure(trust, true);
  }
  return take(count);
}

/** Decodes as many of the next bases, at most `limit`, as come as the copy says; returns how many. */
export function decodeRun(limit: i32): i32 {
  const most = foretell(limit);
  const trust = sureAt(copy.run);
  let count = 0;
  for (; count < most; count++) {
    const rest = frequencyOfRest(trust);
    if (!coder.decodeIf(rest * <u32>load<u8>(foretold + count), 65536 - 3 * rest)) break;
    learnSure(trust, true);
  }
  return take(count);
}

/** Number of bases that the copy foretells in the same class, at most `limit`; they are in `foretold`. */
function foretell(limit: i32): i32 {
  const ahead = copy.step > 0 ? history.length - copy.position : copy.position + 1;
  const inClass = <i32>(((<u32>0x80000000) >> (clz(copy.run) - 1)) - copy.run);
  const most = min(min(min(limit, LONGEST), ahead), inClass);
  const from = history.bases + copy.position;
  for (let i = 0; i < most; i += VECTOR) {
    const next = copy.step > 0 ? v128.load(from + i) : opposite(v128.load(from - i - (VECTOR - 1)));
    v128.store(foretold + i, next);
  }
  return most;
}

/** Makes so many bases known, which were foretold. */
function take(count: i32): i32 {
  memory.copy(history.bases + history.length, foretold, count);
  history.appendWritten(count);
  copy.followHits(count);
  return count;
}
