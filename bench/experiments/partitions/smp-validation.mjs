/**
 * Whether step-wise model passing does what it should: what arrives is knowledge, of that species, and
 * it makes partitions smaller.
 *
 *   node bench/experiments/partitions/smp-validation.mjs [--corpus DIR] [--bases N] [--level L]
 */
import { configForLevel, partsOf } from '@pmklc/models';
import { engine } from '@pmklc/engine';
import { randomInts } from '@pmklc/testing';
import { BASES, firstBases, LEVEL, letters, packedBytes, writeResult } from '../common.mjs';

const FILES = ['ecoli_mg1655.fa', 'celegans_chr3.fa'];
const OTHER = 'yeast_r64.fa';
const PARTITIONS = 4;
const FRACTION = 0.05;
/** Bytes of a table from which on it is shuffled. */
const LARGE = 2 ** 16;

const FOUR = { count: PARTITIONS, leastBytes: 1 };
const WAYS = {
  'one partition': { partitions: { count: 1 } },
  'four, off': { partitions: FOUR, passing: { topology: 'off' } },
  'four, star': {
    partitions: FOUR,
    passing: { topology: 'star', width: PARTITIONS },
  },
  'four, chain': {
    partitions: FOUR,
    passing: { topology: 'chain', width: PARTITIONS },
  },
  'four, chain, copying': { partitions: FOUR, passing: { topology: 'chain' } },
};

/** Snapshot of a model after the first of these bases. */
function snapshotOf(config, bases, count) {
  let snapshot;
  const capture = { bases: count, take: (taken) => (snapshot = taken) };
  engine.encode(config, bases.subarray(0, count), { capture });
  return snapshot;
}

/**
 * Snapshot of the same numbers in another order within each large table, moved so that they keep their
 * ranges.
 */
function shuffled({ bases, parts }, config) {
  const layouts = partsOf(config).map(({ segments }) => segments);
  return { bases, parts: parts.map((part, i) => withTablesMixed(part, layouts[i])) };
}

function withTablesMixed(part, segments) {
  const mixed = part.slice();
  let start = 0;
  for (const { width, count, ranges } of segments) {
    const end = start + width * count;
    if (end - start > LARGE) mixSlots(mixed.subarray(start, end), width * ranges.length);
    start = end;
  }
  return mixed;
}

/** Fisher-Yates. A slot is as many numbers as have ranges of their own. */
function mixSlots(table, slotBytes) {
  const random = randomInts(1);
  const slot = (i) => table.subarray(slotBytes * i, slotBytes * (i + 1));
  for (let i = table.length / slotBytes - 1; i > 0; i--) {
    const j = random(i + 1);
    const kept = slot(i).slice();
    slot(i).set(slot(j));
    slot(j).set(kept);
  }
}

/** The payload of the second of four partitions, started from several things. */
function startsOf(bases, other) {
  const size = BASES / PARTITIONS;
  const config = configForLevel(LEVEL, size);
  const learned = Math.ceil(FRACTION * size);
  const second = bases.subarray(size, 2 * size);
  const own = snapshotOf(config, bases, learned);
  const payload = (options) => engine.encode(config, second, options).length;
  const partOf = (keep) => ({
    ...own,
    parts: own.parts.map((part, i) => (keep(i) ? part : new Uint8Array(0))),
  });
  const names = partsOf(config).map(({ name }) => name);
  const isContext = (i) => names[i].startsWith('contexts.');
  return {
    nothing: payload({}),
    'its predecessor': payload({ snapshot: own }),
    'its context models alone': payload({ snapshot: partOf(isContext) }),
    'the rest alone': payload({ snapshot: partOf((i) => !isContext(i)) }),
    'another species': payload({ snapshot: snapshotOf(config, other, learned) }),
    'its predecessor, tables shuffled': payload({ snapshot: shuffled(own, config) }),
  };
}

const other = firstBases(OTHER);
const files = [];
for (const name of FILES) {
  const bases = firstBases(name);
  const sizes = {};
  for (const [way, options] of Object.entries(WAYS)) {
    sizes[way] = await packedBytes(letters(bases), options);
  }
  files.push({ name, bases: bases.length, sizes, starts: startsOf(bases, other) });
}
writeResult('smp-validation', { other: OTHER, partitions: PARTITIONS, fraction: FRACTION, files });
