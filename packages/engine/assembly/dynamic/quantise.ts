/**
 * Frequencies from mixed logits. Defined by `softmax` in `@pmklc/mixer`.
 */
import { clampLogit, expNegative } from '../fixed-point';

/** Softmax of four i32 logits; every frequency (u32) is at least 1, the likeliest takes what is left. */
export function quantise(logits: usize, frequencies: usize): void {
  const l0 = clampLogit(load<i32>(logits)),
    l1 = clampLogit(load<i32>(logits, 4));
  const l2 = clampLogit(load<i32>(logits, 8)),
    l3 = clampLogit(load<i32>(logits, 12));
  const top = max(max(l0, l1), max(l2, l3));
  const x0 = expNegative(top - l0),
    x1 = expNegative(top - l1);
  const x2 = expNegative(top - l2),
    x3 = expNegative(top - l3);
  const sum = x0 + x1 + x2 + x3;
  const f0 = 1 + (x0 * 65532) / sum,
    f1 = 1 + (x1 * 65532) / sum;
  const f2 = 1 + (x2 * 65532) / sum,
    f3 = 1 + (x3 * 65532) / sum;
  store<u32>(frequencies, f0);
  store<u32>(frequencies, f1, 4);
  store<u32>(frequencies, f2, 8);
  store<u32>(frequencies, f3, 12);
  const likeliest = frequencies + (l0 == top ? 0 : l1 == top ? 4 : l2 == top ? 8 : 12);
  store<u32>(likeliest, load<u32>(likeliest) + 65536 - (f0 + f1 + f2 + f3));
}
