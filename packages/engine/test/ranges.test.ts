/**
 * Inputs that drive the model to the ends of its ranges: it must neither diverge nor pay for it.
 */
import { configForLevel, MAX_LEVEL, MIN_LEVEL, type ModelConfig } from '@pmklc/models';
import { engine } from '@pmklc/engine';
import { expect, test } from 'vitest';
import { periodic, randomBases } from '@pmklc/testing';
import { collection } from './support.ts';

function bitsOf(config: ModelConfig, bases: Uint8Array): number {
  const payload = engine.encode(config, bases);
  expect(Buffer.compare(engine.decode(config, payload, bases.length), bases)).toBe(0);
  return 8 * payload.length;
}

/** The levels that differ, for so many bases. */
function levels(baseCount: number): [number, ModelConfig][] {
  const seen = new Map<string, [number, ModelConfig]>();
  for (let level = MIN_LEVEL; level <= MAX_LEVEL; level++) {
    const config = configForLevel(level, baseCount);
    seen.set(JSON.stringify(config), [level, config]);
  }
  return [...seen.values()];
}

test.each([0, 1, 2, 3])('10 million times base %i cost at most 0.01 bits each', (base) => {
  const bases = new Uint8Array(10_000_000).fill(base);
  const config = configForLevel(MIN_LEVEL, bases.length);
  expect(bitsOf(config, bases)).toBeLessThan(0.01 * bases.length);
});

test('a constant run costs little without the shortcut too', () => {
  const bases = new Uint8Array(200_000).fill(2);
  const config = { ...configForLevel(MIN_LEVEL, bases.length), shortcutRun: 0 };
  expect(bitsOf(config, bases)).toBeLessThan(0.01 * bases.length);
});

test.each(levels(300_000))('random bases cost at most 2.02 bits each at level %i', (_, config) => {
  const bases = randomBases(300_000);
  expect(bitsOf(config, bases)).toBeLessThan(2.02 * bases.length);
});

const PERIODS = [1, 2, 3, 4, 5, 7, 11, 16, 31, 32, 33, 100, 1000, 10_000, 100_000];

test.each(PERIODS)('a perfect repeat of period %i costs its first period', (period) => {
  const bases = periodic(period, 3 * period + 20_000);
  const config = configForLevel(MIN_LEVEL, bases.length);
  expect(bitsOf(config, bases)).toBeLessThan(2.02 * period + 0.01 * bases.length + 1000);
});

test('a collection of near-identical genomes costs the first and the differences', () => {
  const ancestor = randomBases(10_000, 3);
  const bases = collection(ancestor, 20, 500);
  const differences = bases.length / 500;
  const config = configForLevel(MAX_LEVEL, bases.length);
  // A difference takes about log2(500) bits for where, 1.6 for what, and trust to be won back.
  expect(bitsOf(config, bases)).toBeLessThan(2.02 * ancestor.length + 25 * differences + 4000);
});

test('the highest learning rates do not diverge', () => {
  const level = configForLevel(MIN_LEVEL, 60_000);
  const networks = level.networks.map((n) => ({ ...n, rowRate: 4095, outputRate: 200 }));
  const config = { ...level, networks, mixerRate: 170 };
  expect(bitsOf(config, randomBases(60_000))).toBeLessThan(2.6 * 60_000);
  expect(bitsOf(config, periodic(5000, 60_000))).toBeLessThan(2.6 * 5000 + 0.1 * 60_000);
});
