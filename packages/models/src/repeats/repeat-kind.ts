/**
 * Repeats as a kind of experts: what configuration, snapshots and engine know of them.
 */
import type { ByteReader, ByteWriter } from '@pmklc/core';
import { absentState, ABSENT_LANE } from '../absent-experts.ts';
import { readMany } from '../configuration/read-many.ts';
import { between, need } from '../configuration/ranges.ts';
import type { ExpertKind, ExpertLane, ExpertState } from '../expert.ts';
import type { Part } from '../snapshot/part.ts';
import { segment } from '../snapshot/segment.ts';
import { CONFIDENCE_CLASSES } from './copy-pointer.ts';
import type { PoolConfig, RepeatConfig, SeedConfig } from './repeat-config.ts';
import { RepeatExperts } from './repeat-experts.ts';
import { RepeatState } from './repeat-state.ts';
import { CERTAIN, SHORTCUT_CLASSES } from './shortcut-confidences.ts';

/** The shares of a sum and the best copy. */
const OPINIONS = 2;
/** Confidence, Q16, and how often it was learned. */
const CONFIDENCE_RANGES: [number, number][] = [
  [13, 65522],
  [0, 511],
];

/** Copies of earlier sequence. */
export const repeats: ExpertKind<
  RepeatConfig,
  RepeatState | ExpertState,
  RepeatExperts | ExpertLane
> = {
  name: 'copies',
  label: 'repeats',
  description: 'copies of earlier sequence, of either strand',
  fields: {
    pool: {
      orNull: {
        pointers: 'number',
        seeds: [{ pattern: 'string', placeBits: 'number' }],
        minAgreement: 'number',
        maxMisses: 'number',
      },
    },
    shortcutRun: 'number',
  },
  check({ pool, shortcutRun }) {
    if (pool) checkPool(pool);
    const isRun = shortcutRun === 0 || between(shortcutRun, 32, 65535);
    need(isRun, `shortcutRun must be 0 or 32..65535, got ${shortcutRun}`);
    need(shortcutRun === 0 || pool !== null, 'shortcutRun needs a repeat pool');
  },
  write(writer, { pool, shortcutRun }) {
    writer.varint(shortcutRun);
    writer.varint(pool?.pointers ?? 0);
    if (pool) writePool(writer, pool);
  },
  read(reader) {
    const shortcutRun = reader.varint();
    const pointers = reader.varint();
    return { shortcutRun, pool: pointers === 0 ? null : readPool(reader, pointers) };
  },
  opinionCount: ({ pool }) => (pool ? OPINIONS : 0),
  parts: partsOf,
  memoryBytes: ({ pool }) =>
    (pool?.seeds ?? []).reduce((sum, { placeBits }) => sum + 8 * 2 ** placeBits, 0),
  settings: ({ pool, shortcutRun }) =>
    pool
      ? [
          pool.pointers,
          pool.minAgreement,
          pool.maxMisses,
          shortcutRun,
          pool.seeds.length,
          ...pool.seeds.flatMap(seedSettings),
        ]
      : [0],
  createState: ({ pool, shortcutRun }) =>
    pool ? new RepeatState(pool, shortcutRun) : absentState(2),
  createLane: (state, surroundings) =>
    state instanceof RepeatState ? new RepeatExperts(state, surroundings) : ABSENT_LANE,
};

function checkPool(pool: PoolConfig): void {
  need(between(pool.pointers, 1, 64), `pointers must be in 1..64, got ${pool.pointers}`);
  need(between(pool.seeds.length, 1, 2), `a pool has 1 or 2 seeds, got ${pool.seeds.length}`);
  for (const { pattern, placeBits } of pool.seeds) {
    need(/^1[01]{7,31}$/.test(pattern), `a pattern is 8..32 digits from 1 on, got ${pattern}`);
    need(between(placeBits, 8, 26), `placeBits must be in 8..26, got ${placeBits}`);
  }
  const { minAgreement, maxMisses } = pool;
  need(between(minAgreement, 8, 32), `minAgreement must be in 8..32, got ${minAgreement}`);
  need(between(maxMisses, 1, 16), `maxMisses must be in 1..16, got ${maxMisses}`);
}

function writePool(writer: ByteWriter, pool: PoolConfig): void {
  writer.varint(pool.seeds.length);
  for (const { pattern, placeBits } of pool.seeds) {
    writer.varint(parseInt([...pattern].reverse().join(''), 2));
    writer.varint(placeBits);
  }
  writer.varint(pool.minAgreement);
  writer.varint(pool.maxMisses);
}

function readPool(reader: ByteReader, pointers: number): PoolConfig {
  return {
    pointers,
    seeds: readMany(reader, 2, readSeed),
    minAgreement: reader.varint(),
    maxMisses: reader.varint(),
  };
}

function readSeed(reader: ByteReader): SeedConfig {
  const pattern = [...reader.varint().toString(2)].reverse().join('');
  return { pattern, placeBits: reader.varint() };
}

/** Static knowledge keeps the confidences, not the shortcut's: these learn in no time. */
function partsOf({ pool, shortcutRun }: RepeatConfig): Part[] {
  const confidences = segment(2, 2 * CONFIDENCE_CLASSES, CONFIDENCE_RANGES, { share: 1 });
  const shortcut = segment(4, SHORTCUT_CLASSES, [[0, CERTAIN]]);
  return [
    { name: 'copies', segments: pool ? [confidences] : [], isAlikeAtLevels: true },
    { name: 'shortcut', segments: shortcutRun > 0 ? [shortcut] : [] },
  ];
}

/** Two bits for each base that the seed looks at, the newest base lowest: the low half, then the high one. */
function seedSettings({ pattern, placeBits }: SeedConfig): number[] {
  const halves = [0, 0];
  for (let i = 0; i < pattern.length; i++) {
    if (pattern[i] === '1') halves[i >> 4]! |= 3 << (2 * (i & 15));
  }
  return [...halves, placeBits];
}
