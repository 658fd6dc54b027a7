import {
  configForLevel,
  BaseHistory,
  checkWeights,
  decodeWeights,
  encodeWeights,
  FrozenNetwork,
  NetworkState,
  Random,
  TokenNetwork,
  weightsOf,
} from '@pmklc/models';
import { type Base } from '@pmklc/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logitsAt, randomBases, randomWeights, SHAPE } from '@pmklc/testing';

test('a network that is frozen goes on to say what it said last', () => {
  const config = configForLevel(6, 4096).networks[0];
  const history = new BaseHistory();
  const state = new NetworkState(config, new Random());
  const network = new TokenNetwork(history, config, state);
  const bases = [...randomBases(3000)] as Base[];
  for (const base of bases) {
    network.predict();
    history.append(base);
    network.learn(base);
  }
  const frozen = new FrozenNetwork(history, weightsOf(state, config));
  network.predict();
  frozen.predict();
  expect(frozen.logits).toEqual(network.logits);
});

test('a frozen network does not learn', () => {
  const weights = randomWeights(SHAPE, 1, 0);
  const bases = new Uint8Array(100).fill(2);
  const history = new BaseHistory();
  const logits = logitsAt(new FrozenNetwork(history, weights), history, bases);
  expect(logits.subarray(4 * 50, 4 * 51)).toEqual(logits.subarray(4 * 99));
});

const weightsOfAnyKind = fc
  .record({
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    shift: fc.integer({ min: 0, max: 16 }),
  })
  .map(({ seed, share, shift }) => {
    const weights = randomWeights(SHAPE, seed, share);
    // Rows of all sizes, with and without low bits.
    const low = Math.min(shift, 8);
    const rows = weights.rows.map((x) => (x >> shift) << (shift % 2 ? low : 0));
    return { ...weights, rows };
  });

test('weights come back from their bytes', () => {
  fc.assert(
    fc.property(weightsOfAnyKind, (weights) => {
      expect(decodeWeights(encodeWeights(weights))).toEqual(weights);
    }),
    { numRuns: 50 },
  );
});

test('rows of eight significant bits take a byte each', () => {
  const weights = randomWeights(SHAPE, 1, 0);
  const wide = encodeWeights(weights).length;
  const rows = weights.rows.map((x) => (x >> 8) << 8);
  expect(encodeWeights({ ...weights, rows }).length).toBe(wide - rows.length);
});

test('damaged bytes are refused, or other weights in their ranges', () => {
  const rows = randomWeights(SHAPE, 1, 0).rows.map((x) => x >> 8);
  const bytes = encodeWeights({ ...randomWeights(SHAPE, 1, 0), rows });
  for (let end = 0; end < bytes.length; end += end < 20 ? 1 : 97) {
    expect(() => decodeWeights(bytes.subarray(0, end))).toThrow(
      expect.objectContaining({ name: 'PmklcError' }) as Error,
    );
  }
  for (let bit = 0; bit < 8 * 20; bit++) {
    const damaged = bytes.slice();
    damaged[bit >> 3] ^= 1 << (bit & 7);
    try {
      checkWeights(decodeWeights(damaged));
    } catch (error) {
      expect(error).toMatchObject({ name: 'PmklcError' });
    }
  }
});

test('a byte too many is corrupt', () => {
  const bytes = encodeWeights(randomWeights(SHAPE, 1, 0));
  expect(() => decodeWeights(Uint8Array.of(...bytes, 0))).toThrow('bytes follow');
});
