import { configForLevel, decodeConfig, encodeConfig, MAX_LEVEL } from '@pmklc/models';
import { PmklcError } from '@pmklc/core';
import { describe, expect, test } from 'vitest';

const LEVELS = Array.from({ length: MAX_LEVEL + 1 }, (_, i) => i);
const CONFIG = configForLevel(9, 1_000_000);
const BYTES = encodeConfig(CONFIG);

test.each(LEVELS)('level %i comes back from its bytes', (level) => {
  for (const bases of [0, 1000, 2 ** 20, 2 ** 27]) {
    const config = configForLevel(level, bases);
    expect(decodeConfig(encodeConfig(config))).toEqual(config);
  }
});

test.each([-1, 10, 1.5, NaN])('there is no level %d', (level) => {
  expect(() => configForLevel(level, 1000)).toThrow(RangeError);
});

test('the fast model is a switch, and one number that follows from the bases', () => {
  const bytesFor = (bases: number) => [...encodeConfig(configForLevel(0, bases))];
  expect([0, 2 ** 14, 2 ** 20, 2 ** 30].map(bytesFor)).toEqual([
    [4, 12],
    [4, 13],
    [4, 19],
    [4, 24],
  ]);
  for (const bytes of [[4], [4, 11], [4, 25], [4, 12, 0], [5, 12], [6, 12], [7, 12]]) {
    expect(() => decodeConfig(Uint8Array.from(bytes))).toThrow(PmklcError);
  }
});

test('every cut is refused', () => {
  for (let end = 0; end < BYTES.length; end++) {
    expect(() => decodeConfig(BYTES.subarray(0, end))).toThrow(PmklcError);
  }
});

test('a byte more is refused', () => {
  expect(() => decodeConfig(Uint8Array.of(...BYTES, 0))).toThrow('bytes follow');
});

test('any byte changed is refused or gives another configuration that encodes to it', () => {
  for (let at = 0; at < BYTES.length; at++) {
    for (let value = 0; value < 256; value++) {
      const bytes = BYTES.slice();
      bytes[at] = value;
      try {
        expect(encodeConfig(decodeConfig(bytes))).toEqual(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(PmklcError);
      }
    }
  }
});

describe('a configuration out of range is refused', () => {
  const NETWORK = CONFIG.networks[0]!;
  const POOL = CONFIG.pool!;
  const FRAMES = CONFIG.frames!;
  test.each([
    ['orders', { orders: [2, 1] }],
    ['orders', { orders: [13] }],
    ['mixerRate', { mixerRate: 171 }],
    ['shortcutRun', { shortcutRun: 31 }],
    ['repeat pool', { pool: null }],
    ['genes', { frames: { ...FRAMES, genes: 5 } }],
    ['intergenic', { frames: { ...FRAMES, intergenic: 0 } }],
    ['orders of frames', { frames: { ...FRAMES, orders: [2, 7] } }],
    ['1 to 3 orders', { frames: { ...FRAMES, orders: [] } }],
    [
      'expert',
      { frames: null, pool: null, shortcutRun: 0, orders: [], networks: [], translation: null },
    ],
    ['alignments', { translation: { alignments: 17, placeBits: 20 } }],
    ['placeBits', { translation: { alignments: 8, placeBits: 27 } }],
    ['joint', { networks: [{ ...NETWORK, joint: true, invertedEvery: 0 }, NETWORK] }],
    ['invertedEvery 0', { networks: [{ ...NETWORK, joint: true, invertedEvery: 1 }] }],
    ['hidden', { networks: [{ ...NETWORK, hidden: 24 }] }],
    ['at most 4', { networks: [NETWORK, NETWORK, NETWORK, NETWORK, NETWORK] }],
    [
      'tokens',
      { networks: [{ ...NETWORK, views: [{ stride: 1, k: 1, count: 256 }, NETWORK.views[0]!] }] },
    ],
    [
      'token rows of 160 MiB',
      { networks: [{ ...NETWORK, views: [{ stride: 1, k: 8, count: 20 }] }] },
    ],
    ['1024', { networks: [{ ...NETWORK, views: [{ stride: 64, k: 1, count: 256 }] }] }],
    ['seeds', { pool: { ...POOL, seeds: [] } }],
    ['pattern', { pool: { ...POOL, seeds: [{ pattern: '0111111111', placeBits: 12 }] } }],
    ['placeBits', { pool: { ...POOL, seeds: [{ pattern: '11111111', placeBits: 27 }] } }],
    ['minAgreement', { pool: { ...POOL, minAgreement: 7 } }],
    ['the fast model is alone', { fast: { placeBits: 12 } }],
  ])('%s', (what, change) => {
    expect(() => encodeConfig({ ...CONFIG, ...change })).toThrow(what);
  });
});
