import type { Base, Predictor } from '@pmklc/core';
import {
  GatedMixer,
  MixerWeights,
  SecondaryCells,
  SecondaryEstimation,
  softmax,
  SoftWeighting,
} from '@pmklc/mixer';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const TOTAL = 2 ** 16;
const sum = (f: Uint32Array): number => f.reduce((total, x) => total + x, 0);

/** Always the same frequencies. */
const stubborn = (frequencies: number[]): Predictor => ({
  predict: (out) => out.set(frequencies),
  update: () => {},
});

test('softmax gives frequencies of at least 1 that sum to 2^16', () => {
  const logits = fc.array(fc.integer({ min: -(2 ** 20), max: 2 ** 20 }), {
    minLength: 4,
    maxLength: 4,
  });
  fc.assert(
    fc.property(logits, (values) => {
      const out = new Uint32Array(4);
      softmax(Int32Array.from(values), out);
      expect(Math.min(...out)).toBeGreaterThanOrEqual(1);
      expect(sum(out)).toBe(TOTAL);
    }),
  );
});

test.each([
  [
    [0, 0, 0, 0],
    [16384, 16384, 16384, 16384],
  ],
  [
    [1024, 0, 0, 0],
    [31156, 11460, 11460, 11460],
  ],
  [
    [30000, 0, 0, -30000],
    [65533, 1, 1, 1],
  ],
])('softmax of %j', (logits, frequencies) => {
  const out = new Uint32Array(4);
  softmax(Int32Array.from(logits), out);
  expect([...out]).toEqual(frequencies);
});

test('secondary estimation learns that a model is too sure of itself', () => {
  const sse = new SecondaryEstimation(new SecondaryCells(1));
  const out = new Uint32Array(4);
  for (let i = 0; i < 20_000; i++) {
    out.set([TOTAL - 3000, 1000, 1000, 1000]);
    sse.refine(out, 0);
    expect(sum(out)).toBe(TOTAL);
    sse.learn((i % 4) as Base);
  }
  expect(out[0]).toBeLessThan(0.7 * TOTAL);
});

test('the mixer gives weight to who is right, in the set that is selected', () => {
  const weights = new MixerWeights(1, [{ sets: 2, firstWeight: 0 }]);
  const mixer = new GatedMixer(weights);
  weights.rate = 100;
  mixer.select(0, 1);
  mixer.setInput(0, [1024, 0, 0, 0], 0);
  mixer.mix();
  mixer.learn(Int32Array.of(24576, -8192, -8192, -8192));
  expect(weights.families[0][0]).toBe(0);
  expect(weights.families[0][1]).toBeGreaterThan(0);
});

test('soft weighting follows the predictor that costs less', () => {
  const good = stubborn([60_000, 2000, 2000, 1536]);
  const bad = stubborn([2000, 2000, 1536, 60_000]);
  const mixed = new SoftWeighting([bad, good]);
  const out = new Uint32Array(4);
  mixed.predict(out);
  expect(out[0]).toBeLessThan(32_768);
  for (let i = 0; i < 20; i++) {
    mixed.update(0);
    mixed.predict(out);
    expect(sum(out)).toBe(TOTAL);
  }
  expect(out[0]).toBeGreaterThan(59_000);
});

test('soft weighting needs a predictor', () => {
  expect(() => new SoftWeighting([])).toThrow(RangeError);
});
