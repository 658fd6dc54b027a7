/**
 * The slot of a predictor that the host brings: two calls a base, on the shortcut too, because a
 * `Predictor` may rely on their alternation.
 */
import { allocate } from '../memory';
import { ln16 } from '../fixed-point';
import { writeLogits } from './write-logits';

/** Writes four u32 frequencies, each >= 1, sum 2^16, to the address. */
// @ts-ignore: decorator
@external('host', 'predict')
declare function hostPredict(frequencies: usize): void;

// @ts-ignore: decorator
@external('host', 'update')
declare function hostUpdate(base: u32): void;

let frequencies: usize = 0;

/** Has the host predict. */
export function askExternal(): void {
  if (frequencies == 0) frequencies = allocate(16);
  hostPredict(frequencies);
}

/** Writes what it said as an expert of the mixer. */
export function writeExternal(inputs: usize, plane: usize): void {
  const l0 = ln16(min(load<u32>(frequencies), 65535)), l1 = ln16(min(load<u32>(frequencies, 4), 65535));
  const l2 = ln16(min(load<u32>(frequencies, 8), 65535)), l3 = ln16(min(load<u32>(frequencies, 12), 65535));
  writeLogits(l0, l1, l2, l3, inputs, plane);
}

export function learnExternal(base: u32): void {
  hostUpdate(base);
}
