/**
 * Tokens from packed bases: a token is some bits of one 32-bit load, since 12 bases and an offset
 * of up to 3 are 30 bits. All loops go in fours, for which the offsets repeat, and so compute up
 * to 15 tokens more than asked for; the caller does not read those.
 */
import { PACKED_TOP } from './layout';

/** Writes `count` tokens at `to`; the first window starts at packed base `start`. */
export function writeTokens(start: i32, count: i32, s: i32, k: i32, to: usize): void {
  const shift = 32 - 2 * k;
  if (s == 1 && start == 0) {
    if (k <= 4) everyBase8(count, shift, to);
    else if (k <= 8) everyBase16(count, shift, to);
    else everyBase32(count, shift, to);
  } else if (k <= 4) everyS<u8>(start, count, s, shift, to);
  else if (k <= 8) everyS<u16>(start, count, s, shift, to);
  else everyS<u32>(start, count, s, shift, to);
}

function everyS<T>(start: i32, count: i32, s: i32, shift: i32, to: usize): void {
  const q1 = start + s;
  const q2 = q1 + s;
  const q3 = q2 + s;
  let from0 = PACKED_TOP - 3 - (start >> 2);
  let from1 = PACKED_TOP - 3 - (q1 >> 2);
  let from2 = PACKED_TOP - 3 - (q2 >> 2);
  let from3 = PACKED_TOP - 3 - (q3 >> 2);
  const up0 = (start & 3) << 1;
  const up1 = (q1 & 3) << 1;
  const up2 = (q2 & 3) << 1;
  const up3 = (q3 & 3) << 1;
  for (let i = 0; i < count; i += 4) {
    store<T>(to, (load<u32>(from0) << up0) >>> shift);
    store<T>(to + sizeof<T>(), (load<u32>(from1) << up1) >>> shift);
    store<T>(to + 2 * sizeof<T>(), (load<u32>(from2) << up2) >>> shift);
    store<T>(to + 3 * sizeof<T>(), (load<u32>(from3) << up3) >>> shift);
    from0 -= s;
    from1 -= s;
    from2 -= s;
    from3 -= s;
    to += 4 * sizeof<T>();
  }
}

/** The four tokens that start in the packed byte at `top`; lanes are shifted by multiplying. */
// @ts-ignore: decorator
@inline
function fourTokens(top: usize, shift: i32): v128 {
  const bits = v128.load_splat<u32>(top - 3);
  return i32x4.shr_u(i32x4.mul(bits, i32x4(1, 4, 16, 64)), shift);
}

function everyBase8(count: i32, shift: i32, to: usize): void {
  let top = PACKED_TOP;
  for (let i = 0; i < count; i += 16) {
    const a = i16x8.narrow_i32x4_u(fourTokens(top, shift), fourTokens(top - 1, shift));
    const b = i16x8.narrow_i32x4_u(fourTokens(top - 2, shift), fourTokens(top - 3, shift));
    v128.store(to, i8x16.narrow_i16x8_u(a, b));
    top -= 4;
    to += 16;
  }
}

function everyBase16(count: i32, shift: i32, to: usize): void {
  let top = PACKED_TOP;
  for (let i = 0; i < count; i += 8) {
    v128.store(to, i16x8.narrow_i32x4_u(fourTokens(top, shift), fourTokens(top - 1, shift)));
    top -= 2;
    to += 16;
  }
}

function everyBase32(count: i32, shift: i32, to: usize): void {
  let top = PACKED_TOP;
  for (let i = 0; i < count; i += 4) {
    v128.store(to, fourTokens(top, shift));
    top -= 1;
    to += 16;
  }
}
