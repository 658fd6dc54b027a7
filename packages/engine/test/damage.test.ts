/**
 * Payloads that no encoder made: some bases or a typed error, never a crash, never for ever.
 */
import { configForLevel, type ModelConfig } from '@pmklc/models';
import { engine } from '@pmklc/engine';
import { expect, test } from 'vitest';
import { periodic, randomBases, randomWords } from '@pmklc/testing';
import { codeOf } from './support.ts';

const LEVEL = configForLevel(1, 4000);
const CONFIG: ModelConfig = { ...LEVEL, orders: [2, 6], shortcutRun: 32 };
const BASES = Uint8Array.from([...randomBases(500), ...periodic(70, 1500)]);
const PAYLOAD = engine.encode(CONFIG, BASES);
const DAMAGE = [undefined, 'corrupt', 'truncated'];

test('a payload cut anywhere gives an error or as many bases', () => {
  for (let cut = 0; cut < PAYLOAD.length; cut += 3) {
    const decode = (): unknown => engine.decode(CONFIG, PAYLOAD.subarray(0, cut), BASES.length);
    expect(DAMAGE).toContain(codeOf(decode));
  }
});

test('a payload cut by more than the decoder supplies is truncated', () => {
  const half = PAYLOAD.subarray(0, PAYLOAD.length / 2);
  expect(codeOf(() => engine.decode(CONFIG, half, BASES.length))).toBe('truncated');
});

test('bytes that follow are corrupt', () => {
  const longer = Uint8Array.from([...PAYLOAD, ...new Uint8Array(12), 1]);
  expect(codeOf(() => engine.decode(CONFIG, longer, BASES.length))).toBe('corrupt');
});

test('a payload with a flipped bit gives an error or as many bases', () => {
  for (let bit = 0; bit < 8 * PAYLOAD.length; bit += 41) {
    const flipped = PAYLOAD.slice();
    flipped[bit >> 3] ^= 1 << (bit & 7);
    expect(DAMAGE).toContain(codeOf(() => engine.decode(CONFIG, flipped, BASES.length)));
  }
});

test('random payloads give an error or as many bases', () => {
  const next = randomWords(5);
  for (let i = 0; i < 30; i++) {
    const payload = Uint8Array.from({ length: next() % 600 }, () => next() >>> 24);
    expect(DAMAGE).toContain(codeOf(() => engine.decode(CONFIG, payload, next() % 3000)));
  }
  expect(codeOf(() => engine.decode(CONFIG, new Uint8Array(9).fill(0xff), 10))).toBe('corrupt');
});

test('a short payload of very many bases is refused at once', () => {
  expect(codeOf(() => engine.decode(CONFIG, PAYLOAD, 2 ** 31))).toBe('truncated');
});

test('bases that need the upper half of the memory are decoded until the payload ends', () => {
  const payload = Uint8Array.from(randomBases(40_000), (base) => 1 + base);
  expect(DAMAGE).toContain(codeOf(() => engine.decode(CONFIG, payload, 2_146_000_000)));
});

test('more bases than the memory holds are refused', () => {
  const payload = new Uint8Array(40_000).fill(1);
  for (const length of [2 ** 31 - 2 ** 20 + 1, 2 ** 31, 2 ** 32 + 5]) {
    expect(codeOf(() => engine.decode(CONFIG, payload, length))).toBe('memory-limit');
  }
});

test('bases outside of 0..3 are a bad call', () => {
  expect(() => engine.encode(CONFIG, Uint8Array.of(0, 4))).toThrow(RangeError);
});

test('a configuration out of range is a bad call', () => {
  expect(() => engine.encode({ ...CONFIG, mixerRate: 0 }, BASES)).toThrow(RangeError);
});
