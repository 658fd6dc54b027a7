/**
 * Snapshots and prefixes: engine and reference agree, and a model goes on exactly where another was.
 */
import { createHash } from 'node:crypto';
import type { Beginning, ModelConfig, Snapshot } from '@pmklc/models';
import {
  checkSnapshot,
  configForLevel,
  MAX_LEVEL,
  partSizes,
  OrderKPredictor,
} from '@pmklc/models';
import { PmklcError } from '@pmklc/core';
import { createReferenceCoder, referenceCoder } from '@pmklc/codec';
import { createEngine, engine } from '@pmklc/engine';
import { describe, expect, test } from 'vitest';
import { randomBases } from '@pmklc/testing';
import { medley, mutated, realBases } from './contract-inputs.ts';

const LEVELS = Array.from({ length: MAX_LEVEL }, (_, i) => i + 1);
const TEACHER = medley().subarray(0, 4000);
const PUPIL = medley().subarray(4000);

/** A configuration with small tables, whatever the level. */
const configOf = (level: number): ModelConfig => ({
  ...configForLevel(level, 4096),
  orders: [1, 2, 5, 9],
});

/** Comparing megabytes element by element takes the test runner minutes. */
function digestOf({ bases, parts }: Snapshot): string {
  const hash = createHash('sha256').update(`${bases}`);
  for (const part of parts) hash.update(`:${part.length}:`).update(part);
  return hash.digest('hex');
}

const hexOf = (payload: Uint8Array): string => Buffer.from(payload).toString('hex');

function learnedBy(coder: typeof engine, config: ModelConfig, after: number): Snapshot {
  let taken: Snapshot | undefined;
  coder.encode(config, TEACHER, {
    capture: { bases: after, take: (snapshot) => void (taken = snapshot) },
  });
  return taken!;
}

function expectEqual(config: ModelConfig, bases: Uint8Array, beginning: Beginning): Uint8Array {
  const payload = engine.encode(config, bases, beginning);
  expect(Buffer.compare(referenceCoder.encode(config, bases, beginning), payload)).toBe(0);
  const decoders = [engine, referenceCoder];
  for (const decoder of decoders) {
    const decoded = decoder.decode(config, payload, bases.length, beginning);
    expect(Buffer.compare(decoded, bases)).toBe(0);
  }
  return payload;
}

describe.each(LEVELS)('level %i', (level) => {
  const config = configOf(level);

  test('engine and reference take the same snapshot, and both start from it', () => {
    const snapshot = learnedBy(engine, config, 3500);
    expect(digestOf(snapshot)).toBe(digestOf(learnedBy(referenceCoder, config, 3500)));
    expect(snapshot.parts.map(({ length }) => length)).toEqual(partSizes(config));
    const payload = expectEqual(config, PUPIL, { snapshot });
    expect(hexOf(payload)).not.toBe(hexOf(engine.encode(config, PUPIL)));
  });
});

test('a snapshot of nothing changes nothing', () => {
  const config = configOf(6);
  const snapshot = learnedBy(engine, config, 0);
  const unlearned = engine.encode(config, PUPIL, { snapshot });
  expect(hexOf(unlearned)).toBe(hexOf(engine.encode(config, PUPIL)));
});

test('an empty part leaves that part in its initial state', () => {
  const config = configOf(6);
  const { bases, parts } = learnedBy(engine, config, 4000);
  const empty = parts.map(() => new Uint8Array(0));
  const none = engine.encode(config, PUPIL, { snapshot: { bases: 0, parts: empty } });
  expect(hexOf(none)).toBe(hexOf(engine.encode(config, PUPIL)));
  parts.forEach((_, i) => {
    const some = parts.map((part, j) => (j === i ? new Uint8Array(0) : part));
    expectEqual(config, PUPIL.subarray(0, 500), { snapshot: { bases, parts: some } });
  });
});

test('a snapshot of a snapshot has learned from both', () => {
  const config = configOf(1);
  const first = learnedBy(engine, config, 4000);
  const second: Snapshot[] = [];
  for (const coder of [engine, referenceCoder]) {
    const take = (snapshot: Snapshot) => void second.push(snapshot);
    const options = { snapshot: first, capture: { bases: PUPIL.length, take } };
    coder.decode(config, coder.encode(config, PUPIL, options), PUPIL.length, options);
  }
  expect(second).toHaveLength(4);
  expect(second[0]!.bases).toBe(4000 + PUPIL.length);
  for (const snapshot of second) expect(digestOf(snapshot)).toBe(digestOf(second[0]!));
});

test('with a predictor of the caller the mixer has one more expert', () => {
  const config = configOf(2);
  const coders = [createEngine, createReferenceCoder].map((create) =>
    create(() => new OrderKPredictor(3)),
  );
  const [fast, reference] = coders.map((coder) => learnedBy(coder, config, 4000));
  expect(digestOf(fast!)).toBe(digestOf(reference!));
  expect(fast!.parts.map(({ length }) => length)).toEqual(partSizes(config, true));
  expect(() => engine.encode(config, PUPIL, { snapshot: fast! })).toThrow(PmklcError);
});

test('bases of a prefix are copied from', () => {
  const config = configOf(6);
  const bases = realBases('HePy.seq', 2000, 3000);
  const prefix = mutated(bases, 5, 20, 400);
  const primed = expectEqual(config, bases, { prefix });
  expect(primed.length).toBeLessThan(engine.encode(config, bases).length / 2);
  expectEqual(config, bases, { prefix: Uint8Array.of(2) });
  expectEqual(config, bases, {
    prefix: randomBases(1500),
    snapshot: learnedBy(engine, config, 999),
  });
});

test('an empty prefix is none', () => {
  const config = configOf(1);
  const none = engine.encode(config, PUPIL, { prefix: new Uint8Array(0) });
  expect(hexOf(none)).toBe(hexOf(engine.encode(config, PUPIL)));
});

test('a base that is none is refused in a prefix', () => {
  for (const coder of [engine, referenceCoder]) {
    expect(() => coder.encode(configOf(1), PUPIL, { prefix: Uint8Array.of(4) })).toThrow(
      RangeError,
    );
  }
});

test('a snapshot that breaks the ranges of its model is refused', () => {
  const config = configOf(9);
  const snapshot = learnedBy(engine, config, 3000);
  checkSnapshot(snapshot, config);
  const broken = (part: number, at: number, value: number): Snapshot => ({
    ...snapshot,
    parts: snapshot.parts.map((bytes, i) => {
      if (i !== part) return bytes;
      const copy = bytes.slice();
      new DataView(copy.buffer).setInt32(at, value, true);
      return copy;
    }),
  });
  const hidden = config.networks[0]!.hidden;
  const firstNetwork = config.orders.length;
  const rest = firstNetwork + config.networks.length;
  const cases = [
    broken(0, 0, -(2 ** 20) - 1),
    broken(0, 12, 256),
    broken(3, 6, 256),
    broken(firstNetwork, 2 * hidden, 65536),
    broken(firstNetwork, 6 * hidden, 2 ** 26),
    broken(rest, 0, 12),
    broken(rest, 2, 256),
    broken(rest + 1, 0, -1),
    broken(rest + 3, 0, 2 ** 22 + 1),
    { ...snapshot, bases: -1 },
    { ...snapshot, parts: snapshot.parts.slice(1) },
    { ...snapshot, parts: snapshot.parts.map((part) => part.subarray(1)) },
  ];
  for (const bad of cases) {
    for (const coder of [engine, referenceCoder]) {
      expect(() => coder.encode(config, PUPIL, { snapshot: bad })).toThrow(PmklcError);
    }
  }
});
