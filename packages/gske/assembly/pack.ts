/**
 * Fills the packed area: four bases a byte, in descending addresses.
 */
import { classify } from './classify';
import { INPUT, PACKED_TOP } from './layout';

/** Packs ASCII `[from, to)` of the input; 16 bases at a time, so up to 15 beyond. */
export function packAscii(from: i32, to: i32): void {
  let packed = PACKED_TOP - 3;
  for (let at = from; at < to; at += 16) {
    const codes = classify(INPUT, at);
    const pairs = v128.or(i16x8.shl(codes, 2), i16x8.shr_u(codes, 8));
    const fours = v128.or(i32x4.shl(pairs, 4), i32x4.shr_u(pairs, 16));
    const last = i8x16.swizzle(fours, i8x16(12, 8, 4, 0, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1)); // prettier-ignore
    v128.store_lane<u32>(packed, last, 0);
    packed -= 4;
  }
}

/** Turns the order of `bytes` packed bytes of the input round, 16 at a time. */
export function packPacked(bytes: i32): void {
  let packed = PACKED_TOP - 15;
  for (let at = 0; at < bytes; at += 16) {
    const ahead = v128.load(INPUT + usize(at));
    const back = i8x16.swizzle(ahead, i8x16(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
    v128.store(packed, back);
    packed -= 16;
  }
}
