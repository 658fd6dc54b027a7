/** The frame model finds reading frames that nobody told it of, on both strands. */
import {
  stateCount,
  type FrameConfig,
  BaseHistory,
  FrameModel,
  FrameState,
  Random,
} from '@pmklc/models';
import { type Base } from '@pmklc/core';
import { describe, expect, test } from 'vitest';
import { followingStates, oppositeStates } from '../src/frames/hidden-states.ts';

const FRAMES: FrameConfig = { genes: 1, intergenic: 1, orders: [2, 4] };
const CODON = 3;
/** Weight sets that a state may be in: see `FRAMES`. */
const OPPOSITE_STRAND = 3;
const INTERGENIC = 6;

/** Codons whose first base is A or G and whose last is A or C: 4 bits each. Backwards they are others. */
function gene(codons: number, random: Random): Base[] {
  const below = (n: number) => (random.next() + 32768) % n;
  return Array.from({ length: codons }, () => [2 * below(2), below(4), below(2)])
    .flat()
    .map((base) => base as Base);
}

const inverted = (bases: readonly Base[]): Base[] =>
  bases.map((base) => (3 - base) as Base).reverse();

/** Likeliest state at each base, and the bits that the expert of the highest order takes. */
function follow(bases: readonly Base[], model: FrameModel, history: BaseHistory) {
  return bases.map((base) => {
    model.predict();
    const odds = Array.from(model.contexts.at(-1)!.logits, (logit) => Math.exp(logit / 1024));
    const bits = -Math.log2(odds[base] / odds.reduce((sum, x) => sum + x));
    const state = model.likeliest;
    history.append(base);
    model.measure(base);
    model.learn(base);
    return { state, bits };
  });
}

function newModel(frames = FRAMES) {
  const history = new BaseHistory();
  return { history, model: new FrameModel(history, new FrameState(frames, new Random())) };
}

const mean = (found: readonly { bits: number }[]): number =>
  found.reduce((sum, { bits }) => sum + bits, 0) / found.length;

describe('states', () => {
  const MANY: FrameConfig = { genes: 3, intergenic: 2, orders: [2] };

  test('come back to themselves after a codon, or stay', () => {
    const following = followingStates(MANY);
    expect(following).toHaveLength(stateCount(MANY));
    following.forEach((_, state) => {
      expect(following[following[following[state]]]).toBe(state);
      expect(following[state] === state).toBe(state >= 18);
    });
  });

  test.each([1, 2, 3, 4, 5, 6])(
    'and the one of the opposite strand has them as its own, k = %i',
    (k) => {
      const opposite = oppositeStates(MANY, k);
      opposite.forEach((other, state) => {
        expect(opposite[other]).toBe(state);
        if (state < 18) expect(other < 9).toBe(state >= 9);
        else expect(other).toBe(state);
      });
    },
  );

  test('a codon read backwards goes from its third base to its first', () => {
    // The base two before the third of a codon is its first; on the other strand it comes last.
    expect(oppositeStates(FRAMES, 2)[2]).toBe(OPPOSITE_STRAND + 2);
  });
});

test('it finds a frame, and stays in it', () => {
  const { history, model } = newModel();
  const found = follow(gene(6000, new Random()), model, history).slice(12_000);
  expect(mean(found)).toBeLessThan(4 / CODON + 0.05);
  const places = found.map(({ state }, i) => (state - i + 3 * found.length) % CODON);
  const inFrame = places.filter((place) => place === places[0]).length;
  expect(inFrame / places.length).toBeGreaterThan(0.99);
});

test('it knows genes of the opposite strand at once, by those of this one', () => {
  const random = new Random();
  const { history, model } = newModel();
  const before = follow(gene(6000, random), model, history).at(-1)!.state;
  const found = follow(inverted(gene(100, random)), model, history).slice(30);
  expect(mean(found)).toBeLessThan(4 / CODON + 0.1);
  const isOther = (state: number) =>
    state < INTERGENIC && state < OPPOSITE_STRAND !== before < OPPOSITE_STRAND;
  expect(found.filter(({ state }) => isOther(state)).length).toBeGreaterThan(0.9 * found.length);
});

test('a frame goes on behind bases that were skipped', () => {
  const random = new Random();
  const { history, model } = newModel();
  follow(gene(6000, random), model, history);
  const [first, second, third] = gene(1, random);
  const place = model.likeliest;
  for (const base of [first, second, third, first]) {
    history.append(base);
    model.skip();
  }
  model.predict();
  expect(model.likeliest).toBe(followingStates(FRAMES)[followingStates(FRAMES)[place]]);
});

test('it says nothing about random bases', () => {
  const random = new Random();
  const bases = Array.from({ length: 30_000 }, () => ((random.next() >> 8) & 3) as Base);
  const { history, model } = newModel({ genes: 2, intergenic: 2, orders: [2, 4] });
  expect(mean(follow(bases, model, history))).toBeLessThan(2.02);
});
