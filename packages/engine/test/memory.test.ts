/**
 * A call may get the memory of the one before it: nothing of that one shows.
 */
import { configForLevel, MAX_ORDER, type ModelConfig } from '@pmklc/models';
import { type Predictor } from '@pmklc/core';
import { createEngine, engine } from '@pmklc/engine';
import { expect, test } from 'vitest';
import { periodic, randomBases } from '@pmklc/testing';
import { instantiate, release, type EngineExports } from '../src/wasm.ts';
import { codeOf, collection } from './support.ts';

/** Configurations by memory: tables of the first are so small that its memory is given on. */
const SMALL: ModelConfig = { ...configForLevel(6, 5000), orders: [2, 8] };
const LARGE: ModelConfig = { ...configForLevel(9, 60_000), orders: [2, 8] };

/** Payload of a call, whatever was before. */
const payloadOf = (config: ModelConfig, bases: Uint8Array) =>
  Buffer.from(engine.encode(config, bases)).toString('hex');

/** An instance that has reserved so many bytes and filled them. */
function usedInstance(bytes: number): EngineExports {
  const used = instantiate({ predict: () => {}, update: () => {}, transfer: () => {} });
  const at = used.allocate(bytes) >>> 0;
  new Uint8Array(used.memory.buffer, at, bytes).fill(255);
  return used;
}

test('what an instance reserves is zero, in memory that was given on', () => {
  const first = usedInstance(100_000);
  release(first, 1000);
  const second = instantiate({ predict: () => {}, update: () => {}, transfer: () => {} });
  expect(second.memory).toBe(first.memory);
  const at = second.allocate(200_000) >>> 0;
  expect(new Uint8Array(second.memory.buffer, at, 200_000).every((byte) => byte === 0)).toBe(true);
});

test('memory that few bases cannot have touched is not given on', () => {
  const first = usedInstance(100_000);
  release(first, 10);
  expect(usedInstance(10).memory).not.toBe(first.memory);
});

test('calls of all sizes, one after the other, are the same as the first', () => {
  const calls: [ModelConfig, Uint8Array][] = [
    [SMALL, randomBases(20_000, 5)],
    [LARGE, collection(randomBases(3000, 6), 20, 300)],
    [{ ...SMALL, pool: null, shortcutRun: 0 }, periodic(100, 20_000)],
    [configForLevel(1, 70_000), randomBases(70_000, 7)],
    [SMALL, new Uint8Array(0)],
  ];
  const first = calls.map(([config, bases]) => payloadOf(config, bases));
  for (let shift = 0; shift < 3; shift++) {
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
  expect(() => engine.decode({ ...SMALL, orders: [MAX_ORDER + 1] }, payload, 1)).toThrow(
    RangeError,
  );
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
