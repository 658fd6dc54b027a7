/**
 * A predictor that the host brings, as one more opinion: two calls a base, on the shortcut too, because a
 * `Predictor` may rely on their alternation.
 */
import { allocate } from '../memory';
import { ln16 } from '../fixed-point';
import * as mixer from '../mixer/gated-mixer';
import { writeLogits } from './write-logits';

/** Writes four u32 frequencies, each >= 1, sum 2^16, to the address. */
// @ts-ignore: decorator
@external('host', 'predict')
declare function hostPredict(frequencies: usize): void;

// @ts-ignore: decorator
@external('host', 'update')
declare function hostUpdate(base: u32): void;

/** Opinions for the mixer: 1 with a predictor, 0 without. */
export let count: i32 = 0;

let frequencies: usize = 0;

/** Makes room for what the host's predictor says, if there is one. */
export function build(hasPredictor: bool): void {
  if (!hasPredictor) return;
  count = 1;
  frequencies = allocate(16);
}

/** Asks the host for a prediction. */
export function ask(): void {
  if (count > 0) hostPredict(frequencies);
}

/** Writes what it said as opinion number `first`. */
export function predict(first: i32): void {
  if (count == 0) return;
  const l0 = ln16(min(load<u32>(frequencies), 65535)),
    l1 = ln16(min(load<u32>(frequencies, 4), 65535));
  const l2 = ln16(min(load<u32>(frequencies, 8), 65535)),
    l3 = ln16(min(load<u32>(frequencies, 12), 65535));
  writeLogits(l0, l1, l2, l3, mixer.inputAt(first), mixer.plane);
  mixer.selectOwn(first, 0);
}

/** Tells it the base. */
export function update(base: u32): void {
  if (count > 0) hostUpdate(base);
}
