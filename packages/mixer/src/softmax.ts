/**
 * Softmax, from logits to the frequencies that are coded with: the only place where they are
 * rounded. Arithmetic: docs/format/model.md, "Frequencies".
 */
import { clamp, expNegative, FREQ_BITS, LOGIT_MAX, type Frequencies } from '@pmklc/core';

const TOTAL = 1 << FREQ_BITS;
/** Every base has a frequency of at least 1. */
const SHARED = TOTAL - 4;

/**
 * Fills `out` with the softmax of four logits (Q10): each at least 1, the sum 2^16. The first of the
 * likeliest takes what is left. Logits beyond +-12 count as +-12.
 */
export function softmax(logits: Int32Array, out: Frequencies): void {
  const l0 = clamp(logits[0], LOGIT_MAX);
  const l1 = clamp(logits[1], LOGIT_MAX);
  const l2 = clamp(logits[2], LOGIT_MAX);
  const l3 = clamp(logits[3], LOGIT_MAX);
  const top = Math.max(l0, l1, l2, l3);
  const x0 = expNegative(top - l0);
  const x1 = expNegative(top - l1);
  const x2 = expNegative(top - l2);
  const x3 = expNegative(top - l3);
  const sum = x0 + x1 + x2 + x3;
  out[0] = 1 + Math.floor((x0 * SHARED) / sum);
  out[1] = 1 + Math.floor((x1 * SHARED) / sum);
  out[2] = 1 + Math.floor((x2 * SHARED) / sum);
  out[3] = 1 + Math.floor((x3 * SHARED) / sum);
  const likeliest = l0 === top ? 0 : l1 === top ? 1 : l2 === top ? 2 : 3;
  out[likeliest] += TOTAL - (out[0] + out[1] + out[2] + out[3]);
}
