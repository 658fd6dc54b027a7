/**
 * The token network. Defined by `TokenNetwork` in `@pmklc/models`; equal to it bit for bit.
 */
import * as history from '../history/base-history';
import { writeLogits } from '../dynamic/write-logits';
import { scheduled } from '../schedule';
import { forwardHidden, learnHidden } from './hidden-layer';
import { Row, ROW_BYTES, TokenNetwork } from './network-state';
import { forwardOutput, learnOutput, measure } from './output-layer';

/** Sets the learning rates for the bases to come. */
export function scheduleNetwork(self: TokenNetwork, boost: i32, fade: i32): void {
  self.rowRateNow = scheduled(self.rowRate, boost, fade);
  self.outputRateNow = scheduled(self.outputRate, boost, fade);
}

/** Forecasts the next base: fills `logits`. */
export function predictNetwork(self: TokenNetwork): void {
  const newest = history.tokens + ((<usize>history.length) << 1);
  const width = <u32>self.width;
  for (let i: usize = 0; i < <usize>self.rowCount; i++) {
    const row = changetype<Row>(self.rows + i * ROW_BYTES);
    const token = (<u32>load<u16>(newest - row.back)) & row.mask;
    store<u32>(self.inUse + (i << 2), <u32>row.table + token * width);
  }
  propagate(self);
}

/** Writes the logits as an expert of the mixer. */
export function writeNetwork(self: TokenNetwork, inputs: usize, plane: usize): void {
  const l = self.logits;
  const l0 = load<i32>(l),
    l1 = load<i32>(l, 4),
    l2 = load<i32>(l, 8),
    l3 = load<i32>(l, 12);
  writeLogits(l0, l1, l2, l3, inputs, plane);
}

/** Learns the newest base, which `predictNetwork` forecast; then an example of the other strand. */
export function learnNetwork(self: TokenNetwork, base: u32): void {
  measure(self, base);
  descend(self);
  if (self.invertedEvery == 0 || history.length % self.invertedEvery != 0) return;
  const target = history.length - 1 - self.span;
  if (target < 0) return;
  const after = history.reversedTokens + ((<usize>(target + 1)) << 1);
  const width = <u32>self.width;
  for (let i: usize = 0; i < <usize>self.rowCount; i++) {
    const row = changetype<Row>(self.rows + i * ROW_BYTES);
    const token = (<u32>load<u16>(after + row.ahead)) >> row.shift;
    store<u32>(self.inUse + (i << 2), <u32>row.table + token * width);
  }
  propagate(self);
  measure(self, 3 - <u32>load<u8>(history.bases + target));
  descend(self);
}

function propagate(self: TokenNetwork): void {
  forwardHidden(self);
  forwardOutput(self);
}

/** Learns from the errors of the final prediction, i32[4], Q15, to which its logits were added. */
export function learnJoint(self: TokenNetwork, errors: usize): void {
  v128.store(self.errors, v128.load(errors));
  descend(self);
}

/** One step down the gradient of the coding cost that `errors` belong to. */
function descend(self: TokenNetwork): void {
  learnHidden(self);
  learnOutput(self);
}
