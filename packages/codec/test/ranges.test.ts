/**
 * No weight, logit or probability of the reference leaves its documented range, whatever it is fed.
 * The adversary always continues with the base that the model finds least likely.
 */
import type { Base } from '@pmklc/core';
import type { ModelConfig, ContextModel, TokenNetwork } from '@pmklc/models';
import {
  configForLevel,
  DynamicModel,
  FrameModel,
  RepeatExperts,
  RepeatState,
  withBothStrands,
} from '@pmklc/models';
import { describe, expect, test } from 'vitest';
import { periodic, randomBases } from '@pmklc/testing';
import { collection, medley } from './contract-inputs.ts';

const LENGTH = 4000;
/** The logit of a copy whose confidence is at its end. */
const COPY_LEAST = -7566;
const COPY_MOST = 9816;
const LIMIT_Q24 = (4 << 24) - (1 << 12);

function expectWithin(values: ArrayLike<number>, low: number, high: number, what: string): void {
  let least = Infinity;
  let most = -Infinity;
  for (let i = 0; i < values.length; i++) {
    least = Math.min(least, values[i]);
    most = Math.max(most, values[i]);
  }
  if (least < low || most > high) {
    expect.fail(`${what} must be in ${low}..${high}, got ${least}..${most}`);
  }
}

function checkContext({ state: { order, table }, probabilities }: ContextModel): void {
  const [quarter, one] = order <= 8 ? [1 << 20, 1 << 22] : [8192, 32768];
  const visits = table.filter((_, i) => i % 4 === 3);
  const stored = table.filter((_, i) => i % 4 !== 3);
  expectWithin(visits, 0, 255, `visits of order ${order}`);
  expectWithin(stored, -quarter, one - quarter - 1, `probabilities of order ${order}`);
  expectWithin(probabilities, 0, 4095, `what order ${order} says`);
}

function checkNetwork({ hidden, output }: TokenNetwork): void {
  expectWithin(hidden.units, 0, 2047, 'units');
  expectWithin(hidden.slopes, 0, 8192, 'slopes');
  expectWithin(hidden.weights.residuals, 0, 65535, 'residuals');
  expectWithin(output.weights.masters, -LIMIT_Q24, LIMIT_Q24, 'output weights');
  expectWithin(output.weights.views, -16383, 16383, 'views of output weights');
  expectWithin(output.weights.biases, -LIMIT_Q24, LIMIT_Q24, 'output biases');
  expectWithin(output.logits, -(1 << 19), 1 << 19, 'logits of a network');
  expectWithin(output.errors, -32767, 32767, 'errors of a network');
  expectWithin(output.gradients, -32768, 32767, 'gradients');
}

/** Confidences stand at even places, the lessons behind them. */
const even = (numbers: Uint16Array): Uint16Array => numbers.filter((_, i) => i % 2 === 0);

function checkState({ state, experts, mixer, secondaryCells }: DynamicModel): void {
  const { contexts, frames, networks, repeats } = experts;
  contexts.models.forEach(checkContext);
  networks.networks.forEach(checkNetwork);
  for (const weights of mixer.weights.families) {
    expectWithin(weights, -(1 << 22), 1 << 22, 'weights');
  }
  expectWithin(mixer.weights.own, -(1 << 22), 1 << 22, 'own weights');
  expectWithin(mixer.inputs, -8192, 8192, 'inputs');
  expectWithin(mixer.mixed, -(1 << 21), 1 << 21, 'mixed logits');
  if (repeats instanceof RepeatExperts) checkRepeats(repeats);
  if (state.experts.repeats instanceof RepeatState) checkConfidences(state.experts.repeats);
  if (frames instanceof FrameModel) checkFrames(frames);
  if (secondaryCells) expectWithin(secondaryCells.cells, 0, 65535, 'cells');
}

function checkRepeats({ pool }: RepeatExperts): void {
  expectWithin(pool.tops, 0, COPY_MOST, 'logits of copies');
  expectWithin(pool.logits, 3 * COPY_LEAST, 3 * COPY_MOST, 'shares of logits');
  expectWithin([pool.confidence, pool.topConfidence], 0, 15, 'confidences of the pool');
}

function checkConfidences({ confidences, shortcutConfidences }: RepeatState): void {
  expectWithin(even(confidences.table), 13, 65522, 'confidences');
  expectWithin(shortcutConfidences.table, 0, 4194262, 'confidences of the shortcut');
}

function checkFrames(frames: FrameModel): void {
  expectWithin(frames.weights, 1, 65536, 'weights of states');
  const sum = frames.weights.reduce((total, weight) => total + weight);
  expectWithin([sum], 1, 65536, 'the sum of the weights of states');
  for (const { table } of frames.contexts) {
    expectWithin(table.probabilities, 512, 2 ** 22 - 1, 'probabilities of states');
  }
}

/** Feeds what `choose` picks; the frequencies are checked at every base, the state now and then. */
function drive(config: ModelConfig, choose: (frequencies: Uint32Array, i: number) => number): void {
  const predictor = new DynamicModel(config, LENGTH);
  const frequencies = new Uint32Array(4);
  for (let i = 0; i < LENGTH; i++) {
    predictor.predict(frequencies);
    expectWithin(frequencies, 1, 65533, 'frequencies');
    const sum = frequencies[0] + frequencies[1] + frequencies[2] + frequencies[3];
    if (sum !== 65536) expect.fail(`frequencies must sum to 65536, got ${sum}`);
    predictor.update(choose(frequencies, i) as Base);
    if (i % 1000 === 999) checkState(predictor);
  }
}

const LEVEL = withBothStrands(configForLevel(2, LENGTH));
const [JOINT] = LEVEL.networks;
const NETWORK = { ...JOINT, invertedEvery: 2, joint: false };
const STEADY: ModelConfig = {
  ...LEVEL,
  orders: [1, 2, 4, 6, 9],
  networks: [NETWORK, JOINT],
  shortcutRun: 0,
};
const FASTEST: ModelConfig = {
  ...STEADY,
  networks: STEADY.networks.map((n) => ({ ...n, rowRate: 4095, outputRate: 200 })),
  mixerRate: 170,
};
const CONFIGS: [string, ModelConfig][] = [
  ['as it is', STEADY],
  ['at the highest rates', FASTEST],
  ['with an early shortcut', { ...STEADY, shortcutRun: 32 }],
];

const least = (f: Uint32Array): number => f.indexOf(Math.min(...f));
const most = (f: Uint32Array): number => f.indexOf(Math.max(...f));
const of = (bases: Uint8Array) => (_: Uint32Array, i: number) => bases[i % bases.length];
/** Builds up trust for 400 bases, then betrays it. */
const treacherous = (f: Uint32Array, i: number): number => (i % 400 < 390 ? most(f) : least(f));

const INPUTS: [string, (f: Uint32Array, i: number) => number][] = [
  ['an adversary', least],
  ['a flatterer', most],
  ['a traitor', treacherous],
  ['a constant', of(new Uint8Array(1).fill(1))],
  ['a repeat of period 2', of(Uint8Array.of(0, 3))],
  ['a repeat of period 50', of(periodic(50, 50))],
  ['random bases', of(randomBases(LENGTH))],
  ['a collection', of(collection(randomBases(600), 10, 100))],
  ['a medley', of(medley())],
];

describe.each(CONFIGS)('the model %s stays within its ranges', (_, config) => {
  test.each(INPUTS)('on %s', (__, choose) => drive(config, choose));
});
