/**
 * A call may get the memory of the one before it: nothing of that one shows.
 */
import { configForLevel, MODEL_LIMITS, type ModelConfig, type Predictor } from '@pmklc/core';
import { createEngine, engine } from '@pmklc/engine';
import { expect, test } from 'vitest';
import { codeOf, collection, periodic, randomBases } from './support.ts';

const SMALL: ModelConfig = { ...configForLevel(6, 5000), orders: [2, 8] };
const LARGE: ModelConfig = configForLevel(9, 200_000);

/** What comes out of a call, whatever was before. */
const payloadOf = (config: ModelConfig, bases: Uint8Array) =>
  Buffer.from(engine.encode(config, bases)).toString('hex');

test('calls of all sizes, one after the other, are the same as the first', () => {
  const calls: [ModelConfig, Uint8Array][] = [
    [SMALL, randomBases(3000, 5)],
    [LARGE, collection(randomBases(3000, 6), 20, 300)],
    [{ ...SMALL, pool: null, sureRun: 0 }, periodic(100, 5000)],
    [configForLevel(1, 70_000), randomBases(70_000, 7)],
    [SMALL, new Uint8Array(0)],
  ];
  const first = calls.map(([config, bases]) => payloadOf(config, bases));
  for (let shift = 0; shift < calls.length; shift++) {
    calls.forEach((_, i) => {
      const at = (i * 3 + shift) % calls.length;
      const [config, bases] = calls[at];
      expect(payloadOf(config, bases)).toBe(first[at]);
      const decoded = engine.decode(config, Buffer.from(first[at], 'hex'), bases.length);
      expect(Buffer.compare(decoded, bases)).toBe(0);
    });
  }
});

test('a call that fails leaves nothing behind', () => {
  const bases = randomBases(20_000, 8);
  const payload = engine.encode(SMALL, bases);
  expect(codeOf(() => engine.decode(SMALL, payload.subarray(0, 900), bases.length))).toBe(
    'truncated',
  );
  expect(() =>
    engine.decode({ ...SMALL, orders: [MODEL_LIMITS.maxOrder + 1] }, payload, 1),
  ).toThrow(RangeError);
  expect(Buffer.compare(engine.decode(SMALL, payload, bases.length), bases)).toBe(0);
});

test('a predictor may use an engine while it is asked', () => {
  const inner = randomBases(500, 9);
  const expected = payloadOf(SMALL, inner);
  const predictor: Predictor = {
    predict: (frequencies) => {
      expect(payloadOf(SMALL, inner)).toBe(expected);
      frequencies.fill(16384);
    },
    update: () => {},
  };
  const nested = createEngine(() => predictor);
  const bases = randomBases(20, 10);
  const payload = nested.encode(SMALL, bases);
  expect(Buffer.compare(nested.decode(SMALL, payload, bases.length), bases)).toBe(0);
});
