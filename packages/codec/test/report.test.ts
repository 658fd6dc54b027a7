/** What is reported of decoded bases: engine and reference report the same, and it adds up. */
import { OrderKPredictor, CARRIERS, configForLevel } from '@pmklc/models';
import type { BaseCoder, ModelConfig } from '@pmklc/models';
import type { Predictor } from '@pmklc/core';
import { createReferenceCoder } from '@pmklc/codec';
import { createEngine } from '@pmklc/engine';
import { expect, test } from 'vitest';
import { concat, randomBases } from '@pmklc/testing';
import { medley, realBases } from './contract-inputs.ts';

function notesOf(coder: BaseCoder<ModelConfig>, config: ModelConfig, bases: Uint8Array): number[] {
  const notes: number[] = [];
  const payload = coder.encode(config, bases);
  const report = (some: Uint32Array) => void notes.push(...some);
  expect(coder.decode(config, payload, bases.length, { report })).toEqual(bases);
  const bits = notes.reduce((sum, note) => sum + 16 - Math.log2(note % 65536), 0);
  expect(8 * payload.length).toBeGreaterThan(bits - 64);
  expect(8 * payload.length).toBeLessThan(bits + 64);
  return notes;
}

const PLUGIN = () => new OrderKPredictor(3);
const CASES: [string, number, Partial<ModelConfig>, (() => Predictor) | undefined][] = [
  ['level 1', 1, {}, undefined],
  ['level 7, which has a joint network', 7, {}, undefined],
  [
    'a predictor of the caller beside contexts',
    1,
    { networks: [], pool: null, shortcutRun: 0 },
    PLUGIN,
  ],
];

test.each(CASES)('engine and reference report the same: %s', (_, level, change, external) => {
  const bases = medley();
  const config = { ...configForLevel(level, bases.length), ...change };
  const notes = notesOf(createEngine(external), config, bases);
  expect(notesOf(createReferenceCoder(external), config, bases)).toEqual(notes);
  expect(notes).toHaveLength(bases.length);
});

test('bacterial genes are carried by reading frames, more than random bases', () => {
  const carriedIn = (bases: Uint8Array): number => {
    const config = configForLevel(6, bases.length);
    const notes = notesOf(createEngine(), config, bases);
    const frames = notes.filter(
      (note) => Math.floor(note / 65536) === CARRIERS.findIndex(({ name }) => name === 'frames'),
    );
    return frames.length / notes.length;
  };
  const genes = carriedIn(realBases('HePy.seq', 0, 60_000));
  expect(genes).toBeGreaterThan(0.5);
  expect(genes).toBeGreaterThan(1.5 * carriedIn(randomBases(60_000)));
});

test('a copy of random bases is carried by copies, and by the shortcut when it has been right for long', () => {
  const unit = randomBases(20_000);
  const config = configForLevel(1, 2 * unit.length);
  const carriers = notesOf(createEngine(), config, concat(unit, unit)).map(
    (note) => CARRIERS[Math.floor(note / 65536)].name,
  );
  const share = (from: number, to: number, carrier: string) =>
    carriers.slice(from, to).filter((found) => found === carrier).length / (to - from);
  expect(share(0, 20_000, 'shortcut')).toBe(0);
  expect(share(0, 20_000, 'copies')).toBeLessThan(0.4);
  expect(share(20_030, 20_060, 'copies')).toBeGreaterThan(0.9);
  expect(share(30_000, 40_000, 'shortcut')).toBeGreaterThan(0.99);
});
