import {
  configForLevel,
  BaseHistory,
  KnownBases,
  ContextModel,
  ContextState,
  NetworkState,
  OrderKPredictor,
  Random,
  RepeatPool,
  RepeatState,
  Shortcut,
  ShortcutConfidences,
  TokenNetwork,
  type Expert,
} from '@pmklc/models';
import { type Base } from '@pmklc/core';
import { concat, randomBases, reverseComplement } from '@pmklc/testing';
import { describe, expect, test } from 'vitest';

const { pool: POOL, networks } = configForLevel(6, 4096);

/** Random bases, then the reverse complement of them. */
function hairpin(length: number): Base[] {
  const arm = randomBases(length);
  return [...concat(arm, reverseComplement(arm))] as Base[];
}

/** Number of the bases from `from` on that the expert finds likeliest. */
function hits(history: BaseHistory, expert: Expert, bases: readonly Base[], from: number): number {
  let count = 0;
  bases.forEach((base, i) => {
    expert.predict();
    const best = expert.logits.indexOf(Math.max(...expert.logits));
    if (i >= from && best === base) count++;
    history.append(base);
    expert.learn(base);
  });
  return count;
}

test('the history gives k-mers of both strands', () => {
  const history = new BaseHistory(new KnownBases(2));
  for (const base of [0, 1, 2, 3, 3, 1] as const) history.append(base); // ACGTTC
  expect(history.kmer(3)).toBe(0b11_11_01); // TTC
  expect(history.reversedKmer(3)).toBe(0b10_00_00); // GAA
  expect(history.tokenBefore(4)).toBe(0b00_01_10_11); // ACGT
  expect(history.reversedTokenBefore(6) >> 10).toBe(0b10_00_00);
  expect([history.at(-1), history.at(1), history.at(6)]).toEqual([0, 1, 0]);
});

test('a history keeps everything when it grows', () => {
  const history = new BaseHistory(new KnownBases(1));
  for (let i = 0; i < 5000; i++) history.append(((i * i) & 3) as Base);
  expect(history.length).toBe(5000);
  expect(history.at(4999)).toBe((4999 * 4999) & 3);
  expect(history.at(5000)).toBe(0);
});

test('a context model finds a hairpin by its other strand', () => {
  const bases = hairpin(500);
  const history = new BaseHistory();
  expect(hits(history, new ContextModel(history, new ContextState(8)), bases, 510)).toBeGreaterThan(
    400,
  );
});

test('and does not without inverted repeats', () => {
  const bases = hairpin(500);
  const history = new BaseHistory();
  expect(
    hits(history, new ContextModel(history, new ContextState(8), false), bases, 510),
  ).toBeLessThan(250);
});

test('a repeat pool follows a hairpin', () => {
  const bases = hairpin(500);
  const history = new BaseHistory();
  expect(
    hits(history, new RepeatPool(history, new RepeatState(POOL!)), bases, 540),
  ).toBeGreaterThan(450);
});

test('a repeat pool goes on after a deletion', () => {
  const once = hairpin(1000).slice(0, 1000);
  const bases = [...once, ...once.slice(0, 500), ...once.slice(507)];
  const history = new BaseHistory();
  expect(
    hits(history, new RepeatPool(history, new RepeatState(POOL!)), bases, 1520),
  ).toBeGreaterThan(450);
});

test('a token network learns a repeat', () => {
  const bases = Array.from({ length: 3000 }, (_, i) => (((i * i) % 7) & 3) as Base);
  const history = new BaseHistory();
  const network = new TokenNetwork(
    history,
    networks[0],
    new NetworkState(networks[0], new Random()),
  );
  expect(hits(history, network, bases, 2000)).toBe(1000);
});

/** Shortcuts: where copies predict alone, and what frequency they give to the base that comes. */
function shortcuts(minRun: number, bases: readonly Base[]): { at: number; frequency: number }[] {
  const history = new BaseHistory();
  const pool = new RepeatPool(history, new RepeatState(POOL!));
  const shortcut = new Shortcut(pool, minRun, new ShortcutConfidences());
  const out = new Uint32Array(4);
  const found: { at: number; frequency: number }[] = [];
  bases.forEach((base, at) => {
    if (shortcut.predict(out)) found.push({ at, frequency: out[base] });
    pool.predict();
    shortcut.learn(base);
    history.append(base);
    pool.learn(base);
  });
  return found;
}

/** A period of seven bases, of which one in `rarity` comes out wrong, at random. */
function periodic(length: number, rarity: number): Base[] {
  const random = new Random();
  return Array.from({ length }, (_, i) => {
    const isWrong = Math.abs(random.next()) * rarity < 32768;
    return (((i * i) % 7) + (isWrong ? 1 : 0)) & 3;
  }) as Base[];
}

describe('the shortcut is taken', () => {
  test('once they have been right for long enough', () => {
    const found = shortcuts(50, periodic(400, Infinity));
    expect(found[0].at).toBeGreaterThan(50);
    expect(found.length).toBeGreaterThan(250);
    for (const { frequency } of found) expect(frequency).toBeGreaterThan(64_800);
  });

  test('after shorter runs, where these turned out to be right in all but one of 1,000', () => {
    const found = shortcuts(65535, periodic(12_000, 4000));
    expect(found.at(0)!.at).toBeGreaterThan(250);
    expect(found.length).toBeGreaterThan(6000);
  });

  test('but not where they are wrong more often', () => {
    expect(shortcuts(65535, periodic(12_000, 30))).toEqual([]);
  });
});

test('an order-k predictor says frequencies of at least 1 that sum to 2^16', () => {
  const predictor = new OrderKPredictor(2);
  const out = new Uint32Array(4);
  for (let i = 0; i < 2000; i++) {
    predictor.predict(out);
    expect(out[0] + out[1] + out[2] + out[3]).toBe(65_536);
    expect(Math.min(...out)).toBeGreaterThanOrEqual(1);
    predictor.update(2);
  }
  expect(out[2]).toBeGreaterThan(65_000);
});

test.each([0, 13, 1.5])('order %d is a bad call', (order) => {
  expect(() => new OrderKPredictor(order)).toThrow(RangeError);
});
