/**
 * The bases coded so far, one a byte, and what is derived from them once for all models.
 *
 * Bases before the start read as A (0): 64 zero bytes stand before the first one.
 */
import { allocate } from '../memory';
import { advance } from './read-place';

const BEFORE: usize = 64;
const AFTER: usize = 64;
/** Bases that tokens reach back, at most. */
const LONGEST_WINDOW: usize = 1024;
/** Tokens older than the window are dropped after so many bases. */
const SLIDE: usize = 1 << 15;

/** Address of base 0. */
export let bases: usize = 0;
/** Number of bases known. */
export let length: i32 = 0;
/** The last 32 bases, the newest in the two lowest bits. */
export let recent: u64 = 0;
/** The reverse complement of the last 32 bases: the newest, complemented, in the two highest bits. */
export let reversed: u64 = 0;

/**
 * u16 a position: the 8 bases before it, the newest in the low bits; and their reverse complement.
 * Addresses of position 0, which slides out of the buffer, so that they wrap around below 0: only the
 * last `LONGEST_WINDOW` positions are there, a few kilobytes instead of 4 bytes a base.
 */
export let tokens: usize = 0;
export let reversedTokens: usize = 0;
let tokenBuffer: usize = 0;
let reversedBuffer: usize = 0;
/** Length at which the buffers slide. */
let nextSlide: usize = 0;

export function initHistory(capacity: usize): void {
  bases = allocate(BEFORE + capacity + AFTER) + BEFORE;
  tokenBuffer = allocate(2 * (LONGEST_WINDOW + SLIDE + 1));
  reversedBuffer = allocate(2 * (LONGEST_WINDOW + SLIDE + 1));
  tokens = tokenBuffer + 2 * LONGEST_WINDOW;
  reversedTokens = reversedBuffer + 2 * LONGEST_WINDOW;
  nextSlide = SLIDE;
  length = 0;
  recent = 0;
  reversed = 0xffffffffffffffff;
}

export function append(base: u32): void {
  store<u8>(bases + length, <u8>base);
  length++;
  recent = (recent << 2) | base;
  reversed = (reversed >> 2) | ((<u64>(3 - base)) << 62);
  store<u16>(tokens + ((<usize>length) << 1), <u16>recent);
  store<u16>(reversedTokens + ((<usize>length) << 1), <u16>(reversed >> 48));
  if (<usize>length == nextSlide) slide();
  advance();
}

/** Moves the newest tokens to the start of their buffers. */
function slide(): void {
  const newest = (<usize>length) << 1;
  memory.copy(tokenBuffer, tokens + newest - 2 * LONGEST_WINDOW, 2 * (LONGEST_WINDOW + 1));
  memory.copy(
    reversedBuffer,
    reversedTokens + newest - 2 * LONGEST_WINDOW,
    2 * (LONGEST_WINDOW + 1),
  );
  tokens = tokenBuffer + 2 * LONGEST_WINDOW - newest;
  reversedTokens = reversedBuffer + 2 * LONGEST_WINDOW - newest;
  nextSlide += SLIDE;
}

/** The last `k` bases (1..32) as a number, the newest in the low bits. */
// @ts-ignore: decorator
@inline
export function kmer(k: u32): u64 {
  return recent & (0xffffffffffffffff >> (64 - 2 * k));
}

/** The reverse complement of the last `k` bases (1..32), as `kmer` of it. */
// @ts-ignore: decorator
@inline
export function reversedKmer(k: u32): u64 {
  return reversed >> (64 - 2 * k);
}
