/**
 * Agreed run: what all copies of the pool predict for many bases ahead.
 */
import * as history from '../history/base-history';
import { opposite } from '../history/compare-places';
import { CopyPointer } from './copy-pointer';
import { here, pointerAt } from './repeat-pool';

const LANES: i32 = 16;

/**
 * Writes what the copies predict for the next bases, at most `limit`, as long as all agree; returns for how many
 * they do. None of them is at its end there: the sequence known so far, or its start on the other strand.
 */
export function agreeing(at: usize, limit: i32): i32 {
  const size = here().size;
  let count = limit;
  for (let i = 0; i < size; i++) count = min(count, basesAhead(pointerAt(i)));
  const first = pointerAt(0);
  for (let i = 0; i < count; i += LANES) v128.store(at + i, predictions(first, i));
  for (let i = 1; i < size; i++) {
    const p = pointerAt(i);
    for (let j = 0; j < count; j += LANES) {
      const other = i8x16.bitmask(i8x16.ne(v128.load(at + j), predictions(p, j)));
      if (other != 0) count = min(count, j + ctz(other));
    }
  }
  return max(count, 0);
}

/** Number of the first `count` bases that are equal at `a` and at `b`. */
export function equalBases(a: usize, b: usize, count: i32): i32 {
  for (let i = 0; i < count; i += LANES) {
    const other = i8x16.bitmask(i8x16.ne(v128.load(a + i), v128.load(b + i)));
    if (other != 0) return min(count, i + ctz(other));
  }
  return count;
}

/** Moves all copies on by bases that they predicted. */
export function moveAll(count: i32): void {
  const size = here().size;
  for (let i = 0; i < size; i++) {
    const p = pointerAt(i);
    p.misses = count < 32 ? p.misses >> count : 0;
    p.run += count;
    p.age += count;
    p.position += p.step * count;
  }
}

function basesAhead(p: CopyPointer): i32 {
  return p.step > 0 ? history.here().length - p.position : p.position;
}

/** Predictions of a copy for 16 bases, from the `i`th on. */
// @ts-ignore: decorator
@inline
function predictions(p: CopyPointer, i: i32): v128 {
  const at = history.bases + p.position;
  return p.step > 0 ? v128.load(at + i) : opposite(v128.load(at - i - (LANES - 1)));
}
