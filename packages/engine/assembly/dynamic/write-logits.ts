/**
 * Logits of an expert as the mixer takes them: less their mean, limited, one plane a base.
 */
import { clampInput } from '../fixed-point';

// @ts-ignore: decorator
@inline
export function writeLogits(l0: i32, l1: i32, l2: i32, l3: i32, inputs: usize, plane: usize): void {
  const mean = (l0 + l1 + l2 + l3) >> 2;
  store<i16>(inputs, <i16>clampInput(l0 - mean));
  store<i16>(inputs + plane, <i16>clampInput(l1 - mean));
  store<i16>(inputs + 2 * plane, <i16>clampInput(l2 - mean));
  store<i16>(inputs + 3 * plane, <i16>clampInput(l3 - mean));
}
