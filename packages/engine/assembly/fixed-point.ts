/**
 * The tables of `@pmklc/core`'s fixed point, copied in by the host. Logits are Q10.
 */
import { allocate } from './memory';

/** Logits stay in [-LOGIT_MAX, LOGIT_MAX]: 12 in Q10. */
export const LOGIT_MAX: i32 = 12 << 10;
/** Limit of an expert's logits, which stay in [-INPUT_MAX, INPUT_MAX]: 8 in Q10. */
export const INPUT_MAX: i32 = 8 << 10;
/** ln 16 and ln 3 in Q10. */
const LN_16: i32 = 2839;
const LN_3: i32 = 1125;

/** i16[4096]: ln((i + 1/2) / 4096) in Q10. */
let lnTable: usize = 0;
/** u16[256]: exp(-i / 8) in Q16. */
let expCoarse: usize = 0;
/** u16[128]: exp(-i / 1024) in Q16. */
let expFine: usize = 0;

export function initTables(): void {
  lnTable = allocate(4096 * 2);
  expCoarse = allocate(256 * 2);
  expFine = allocate(128 * 2);
}

/** Address at which the host writes the tables. */
export function lnAddress(): usize {
  return lnTable;
}

export function expCoarseAddress(): usize {
  return expCoarse;
}

export function expFineAddress(): usize {
  return expFine;
}

/** ln(p / 4096) in Q10 for p in 0..4095. */
// @ts-ignore: decorator
@inline
export function ln12(p: u32): i32 {
  return load<i16>(lnTable + (p << 1));
}

/** ln(p / 65536) in Q10 for p in 0..65535. */
// @ts-ignore: decorator
@inline
export function ln16(p: u32): i32 {
  return p < 4096 ? ln12(p) - LN_16 : ln12(p >> 4);
}

/** Logit of a symbol of probability `p` / 65536, less that of each of the three others, Q10. */
// @ts-ignore: decorator
@inline
export function copyLogit(p: u32): i32 {
  return ln16(p) - ln16(65535 - p) + LN_3;
}

/** exp(-d / 1024) in Q16 for d in 0..32767. */
// @ts-ignore: decorator
@inline
export function expNegative(d: u32): u32 {
  return (
    (<u32>load<u16>(expCoarse + ((d >> 7) << 1)) * <u32>load<u16>(expFine + ((d & 127) << 1))) >> 16
  );
}

// @ts-ignore: decorator
@inline
export function clampLogit(x: i32): i32 {
  return max(min(x, LOGIT_MAX), -LOGIT_MAX);
}

// @ts-ignore: decorator
@inline
export function clampInput(x: i32): i32 {
  return max(min(x, INPUT_MAX), -INPUT_MAX);
}
