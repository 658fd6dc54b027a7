/**
 * The `wasm` kernel: SIMD from ASCII to packed bases, then tokens; (3,3), the published system's
 * default, goes from ASCII to tokens in one pass. The caller writes a chunk to `input()`, calls
 * one of the two encoders, and reads tokens and runs.
 */
import { classify, clearRuns, countRuns } from './classify';
import { CHUNK_BASES, INPUT, MEMORY_BYTES, RUNS, TOKENS } from './layout';
import { packAscii, packPacked } from './pack';
import { writeTokens } from './tokens';

/** Makes memory large enough. To be called once. */
export function init(): void {
  const pages = i32((MEMORY_BYTES + 0xffff) >> 16);
  if (pages > memory.size()) memory.grow(pages - memory.size());
}

export function chunkBases(): i32 {
  return CHUNK_BASES;
}

export function input(): usize {
  return INPUT;
}

export function tokens(): usize {
  return TOKENS;
}

export function runs(): usize {
  return RUNS;
}

/** Encodes `length` ASCII bytes, `count` windows; gives the number of runs. */
export function encodeAscii(length: i32, count: i32, s: i32, k: i32): i32 {
  clearRuns();
  memory.fill(INPUT + usize(length), 0x41, 64); // what SIMD reads beyond the end must be bases
  let done = 0;
  if (s == 3 && k == 3) done = encodeThrees(count);
  packAscii(done * s, length);
  writeTokens(0, count - done, s, k, TOKENS + usize(done)); // done > 0 means tokens of one byte
  return countRuns();
}

/** Encodes packed bases: `bytes` of input, of which base `start` is the first. */
export function encodePacked(bytes: i32, start: i32, count: i32, s: i32, k: i32): void {
  packPacked(bytes);
  writeTokens(start, count, s, k, TOKENS);
}

/** (3,3) from ASCII, 16 tokens of 48 bytes at a time; gives how many tokens that were. */
function encodeThrees(count: i32): i32 {
  const whole = count & ~15;
  let to = TOKENS;
  for (let at = 0; at < 3 * whole; at += 48) {
    const a = classify(INPUT, at);
    const b = classify(INPUT, at + 16);
    const c = classify(INPUT, at + 32);
    const tokens = v128.or(
      v128.or(
        i8x16.swizzle(threes(a, b), i8x16(0, 3, 6, 9, 12, 15, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1)), // prettier-ignore
        i8x16.swizzle(threes(b, c), i8x16(-1, -1, -1, -1, -1, -1, 2, 5, 8, 11, 14, -1, -1, -1, -1, -1)), // prettier-ignore
      ),
      i8x16.swizzle(threes(c, c), i8x16(-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1, 4, 7, 10, 13)), // prettier-ignore
    );
    v128.store(to, tokens);
    to += 16;
  }
  return whole;
}

/**
 * Tokens of three bases, in every byte the one that starts there; `next` are the 16 codes that
 * follow.
 */
// @ts-ignore: decorator
@inline
function threes(codes: v128, next: v128): v128 {
  const second = v128.shuffle<u8>(codes, next, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16); // prettier-ignore
  const third = v128.shuffle<u8>(codes, next, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17); // prettier-ignore
  return v128.or(v128.or(i16x8.shl(codes, 4), i16x8.shl(second, 2)), third);
}
