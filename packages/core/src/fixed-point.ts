/**
 * Fixed-point logarithm and exponential by table. A *logit* is a natural logarithm in Q10: 1024 is 1.
 *
 * Everything is exact integer arithmetic, so that all machines agree. Tables: `tables.ts`.
 */
import { EXP_COARSE, EXP_FINE, LN_TABLE } from './tables.ts';

/** Logits that reach the final softmax stay in [-LOGIT_MAX, LOGIT_MAX]: 12 in Q10. */
export const LOGIT_MAX = 12 << 10;

/** Logits that an expert gives to the mixer stay in [-INPUT_MAX, INPUT_MAX]: 8 in Q10. */
export const INPUT_MAX = 8 << 10;

/** ln 16 in Q10. */
const LN_16 = 2839;

/** ln(p / 4096) in Q10 for an integer p in 0..4095, read at the middle of its step. */
export function ln12(p: number): number {
  return LN_TABLE[p]!;
}

/** ln(p / 65536) in Q10 for an integer p in 0..65535. */
export function ln16(p: number): number {
  return p < 4096 ? LN_TABLE[p]! - LN_16 : LN_TABLE[p >> 4]!;
}

/** exp(-d / 1024) in Q16 (1 is 65534) for an integer d in 0..32767. */
export function expNegative(d: number): number {
  return (EXP_COARSE[d >> 7]! * EXP_FINE[d & 127]!) >>> 16;
}

/** `x` limited to [-limit, limit]. */
export function clamp(x: number, limit: number): number {
  return x > limit ? limit : x < -limit ? -limit : x;
}
