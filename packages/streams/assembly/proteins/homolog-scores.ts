/**
 * How alike what is before each of 16 places is to what is before the next symbol, all places at once.
 *
 * The result is that of `src/proteins/homolog-finder.ts`, up to 127: no one asks by how much a score is above 60. One place after the other,
 * a proteome spent half of its time here.
 */
import { allocate } from '../memory';
import { scoresOf } from './amino-acid-alphabet';

const PLACES: usize = 16;
const MAX_COMPARED: usize = 48;
const BLOCK: usize = 16;
const MAX_FALL: i8 = 14;

/** v128[16] each, from which to which symbols are transposed. */
let from: usize = 0;
let to: usize = 0;
/** i8[16]: the best sum of similarities before each place. */
let bests: usize = 0;

/** Makes room; once for all streams. */
export function initScores(): void {
  from = allocate(PLACES << 4);
  to = allocate(PLACES << 4);
  bests = allocate(PLACES);
}

/** The score of place number `i`. */
// @ts-ignore: decorator
@inline
export function scoreAt(i: usize): i32 {
  return <i32>load<i8>(bests + i);
}

/** Scores the places at `places`, i32 each up to the first 0. */
export function scoreAll(symbols: usize, places: usize, length: i32): void {
  let oldest = i32.MAX_VALUE;
  let count: usize = 0;
  for (; count < PLACES && load<i32>(places + (count << 2)) > 0; count++)
    oldest = load<i32>(places + (count << 2));
  if (oldest < <i32>MAX_COMPARED) {
    for (let i: usize = 0; i < count; i++)
      store<i8>(bests + i, scoreOne(symbols, load<i32>(places + (i << 2)), length));
    return;
  }
  const end = symbols + length;
  let score = i8x16.splat(0),
    best = i8x16.splat(0),
    fallen = i8x16.splat(0);
  for (let back: usize = 0; back < MAX_COMPARED; back += BLOCK) {
    for (let i: usize = 0; i < PLACES; i++) {
      const place = i < count ? load<usize>(places + (i << 2)) : MAX_COMPARED;
      v128.store(from + (i << 4), v128.load(symbols + place - back - BLOCK));
    }
    transpose();
    for (let n: usize = 1; n <= BLOCK; n++) {
      const row = scoresOf(load<u8>(end - back - n));
      const facing = v128.load(from + ((BLOCK - n) << 4));
      const low = i8x16.swizzle(v128.load(row), facing);
      const high = i8x16.swizzle(v128.load(row, 16), i8x16.sub(facing, i8x16.splat(16)));
      score = i8x16.add_sat_s(score, v128.or(low, high));
      best = v128.bitselect(best, i8x16.max_s(best, score), fallen);
      fallen = v128.or(fallen, i8x16.lt_s(score, i8x16.sub(best, i8x16.splat(MAX_FALL))));
    }
    if (i8x16.all_true(fallen)) break;
  }
  v128.store(bests, best);
}

/** Makes bytes of the same place in 16 vectors the bytes of one; four perfect shuffles swap the halves of an index of eight bits. */
function transpose(): void {
  for (let round = 0; round < 4; round++) {
    for (let i: usize = 0; i < 8; i++) {
      const a = v128.load(from + (i << 4)),
        b = v128.load(from + (i << 4), 128);
      v128.store(
        to + (i << 5),
        i8x16.shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23),
      );
      v128.store(
        to + (i << 5),
        i8x16.shuffle(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31),
        16,
      );
    }
    const swapped = from;
    from = to;
    to = swapped;
  }
}

/** One place, where not all have enough before them. */
function scoreOne(symbols: usize, place: i32, length: i32): i8 {
  const most = min(<i32>MAX_COMPARED, place);
  let score = 0;
  let best = 0;
  for (let back = 1; back <= most; back++) {
    score += <i32>(
      load<i8>(scoresOf(load<u8>(symbols + length - back)) + load<u8>(symbols + place - back))
    );
    if (score > best) best = score;
    else if (score < best - MAX_FALL) break;
  }
  return <i8>min(best, 127);
}
