/**
 * A call may get the memory of the one before it: nothing of that one shows.
 */
import { configForLevel, MAX_ORDER, translationTables, type ModelConfig } from '@pmklc/models';
import { type Predictor } from '@pmklc/core';
import { createEngine, engine } from '@pmklc/engine';
import { expect, test } from 'vitest';
import { periodic, randomBases } from '@pmklc/testing';
import { instantiate, release, type Instance } from '../src/wasm.ts';
import { codeOf, collection } from './support.ts';

/** Configurations by memory: tables of the first are so small that its memory is given on. */
const SMALL: ModelConfig = { ...configForLevel(6, 5000), orders: [2, 8] };
const LARGE: ModelConfig = { ...configForLevel(9, 60_000), orders: [2, 8] };

/** Host of which nothing is asked. */
const HOST = { predict: () => {}, update: () => {}, transfer: () => {} };

/** Bases of which the first frame has no stop: none of its codons begins with T. */
const openFrame = (count: number) =>
  randomBases(count, 21).map((base, i) => base % (i % 3 ? 4 : 3));

/** Residues of the first frame. */
function residuesOf(bases: Uint8Array): Uint8Array {
  const aminoAcids = translationTables();
  const codonAt = (at: number) => 16 * bases[at] + 4 * bases[at + 1] + bases[at + 2];
  return Uint8Array.from({ length: bases.length / 3 }, (_, i) => aminoAcids[codonAt(3 * i)]);
}

/** Payload of a call, whatever was before. */
const payloadOf = (config: ModelConfig, bases: Uint8Array) =>
  Buffer.from(engine.encode(config, bases)).toString('hex');

/** An instance that has reserved so many bytes and filled them. */
function usedInstance(bytes: number): Instance {
  const used = instantiate(HOST);
  const { engine: exports } = used;
  const at = exports.allocate(bytes) >>> 0;
  new Uint8Array(exports.memory.buffer, at, bytes).fill(255);
  return used;
}

test('what an instance reserves is zero, in memory that was given on', () => {
  const first = usedInstance(100_000);
  release(first, 1000);
  const { engine: second } = instantiate(HOST);
  expect(second.memory).toBe(first.engine.memory);
  const at = second.allocate(200_000) >>> 0;
  expect(new Uint8Array(second.memory.buffer, at, 200_000).every((byte) => byte === 0)).toBe(true);
});

test('memory that few bases cannot have touched is not given on', () => {
  const first = usedInstance(100_000);
  release(first, 10);
  expect(usedInstance(10).engine.memory).not.toBe(first.engine.memory);
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

test('proteins that the call before knew, and others, are those that are asked for', () => {
  const bases = openFrame(30_000);
  const config = { ...SMALL, translation: { alignments: 4, placeBits: 12 } };
  const proteins = [bases.subarray(0, 15_000), bases.subarray(15_000)].map(residuesOf);
  const calls = [proteins[0], undefined, proteins[1], new Uint8Array(0)];
  const payload = (known: Uint8Array | undefined) =>
    Buffer.from(engine.encode(config, bases, known && { proteins: known })).toString('hex');
  const first = calls.map(payload);
  expect(new Set(first).size).toBe(3);
  for (const at of [0, 0, 0, 1, 0, 2, 2, 1, 3, 2, 0]) {
    expect(payload(calls[at])).toBe(first[at]);
    const options = { proteins: calls[at] ?? new Uint8Array(0) };
    const decoded = engine.decode(config, Buffer.from(first[at], 'hex'), bases.length, options);
    expect(Buffer.compare(decoded, bases)).toBe(0);
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
