/**
 * The token network. Defined by `TokenNetwork` in `@pmklc/models`; equal to it bit for bit.
 */
import * as history from '../history/base-history';
import { writeLogits } from '../dynamic/write-logits';
import { scheduled } from '../schedule';
import { backpropagate, forwardHidden, learnHidden } from './hidden-layer';
import { errorsOf, logitsOf, Row, ROW_BYTES, rowsInUse, TokenNetwork } from './network-state';
import { forwardOutput, learnBiases, learnOutput, measure } from './output-layer';

/** Sets the learning rates for the bases to come. */
export function scheduleNetwork(self: TokenNetwork, boost: i32, fade: i32): void {
  self.rowRateNow = scheduled(self.rowRate, boost, fade);
  self.outputRateNow = scheduled(self.outputRate, boost, fade);
}

/** Forecasts the next base: fills `logits`. */
export function predictNetwork(self: TokenNetwork): void {
  const bases = history.here();
  const newest = bases.tokens + ((<usize>bases.length) << 1);
  const inUse = rowsInUse(self);
  const width = <u32>self.width;
  for (let i: usize = 0; i < <usize>self.rowCount; i++) {
    const row = changetype<Row>(self.rows + i * ROW_BYTES);
    const token = (<u32>load<u16>(newest - row.back)) & row.mask;
    store<u32>(inUse + (i << 2), <u32>row.table + token * width);
  }
  propagate(self);
}

/** Writes the logits as an expert of the mixer. */
export function writeNetwork(self: TokenNetwork, inputs: usize, plane: usize): void {
  const l = logitsOf(self);
  const l0 = load<i32>(l),
    l1 = load<i32>(l, 4),
    l2 = load<i32>(l, 8),
    l3 = load<i32>(l, 12);
  writeLogits(l0, l1, l2, l3, inputs, plane);
}

/** Computes what is to be learned of the base that came, which `predictNetwork` forecast. */
export function measureNetwork(self: TokenNetwork, base: u32): void {
  measure(self, base);
  descend(self);
}

/** Computes it from the errors of the final prediction, i32[4], Q15, to which its logits were added. */
export function measureJoint(self: TokenNetwork, errors: usize): void {
  v128.store(errorsOf(self), v128.load(errors));
  descend(self);
}

/** Computes the steps down the gradient of the coding cost that the errors belong to. */
function descend(self: TokenNetwork): void {
  backpropagate(self);
  learnBiases(self);
}

/** Takes the steps; then those for an example of the other strand. */
export function learnNetwork(self: TokenNetwork): void {
  learnHidden(self);
  learnOutput(self);
  if (self.invertedEvery > 0) learnInverted(self);
}

/** With one lane only: what it forecasts here depends on what was learned in this step. */
function learnInverted(self: TokenNetwork): void {
  const bases = history.here();
  if (bases.length % self.invertedEvery != 0) return;
  const target = bases.length - 1 - self.span;
  if (target < 0) return;
  const after = bases.reversedTokens + ((<usize>(target + 1)) << 1);
  const inUse = rowsInUse(self);
  const width = <u32>self.width;
  for (let i: usize = 0; i < <usize>self.rowCount; i++) {
    const row = changetype<Row>(self.rows + i * ROW_BYTES);
    const token = (<u32>load<u16>(after + row.ahead)) >> row.shift;
    store<u32>(inUse + (i << 2), <u32>row.table + token * width);
  }
  propagate(self);
  measureNetwork(self, 3 - <u32>load<u8>(history.bases + target));
  learnHidden(self);
  learnOutput(self);
}

function propagate(self: TokenNetwork): void {
  forwardHidden(self);
  forwardOutput(self);
}
