import { createHash } from 'node:crypto';
import { engine } from '@pmklc/engine';
import { checkSnapshot, configForLevel, type Snapshot } from '@pmklc/models';
import { KnowledgePack, learnPrior, makePack } from '@pmklc/knowledge';
import { describe, expect, test } from 'vitest';
import { randomBases } from '@pmklc/testing';
import { shareStates } from '../src/pack/level-states.ts';

const LESSONS = [
  { bases: randomBases(4000, 1), weight: 1 },
  { bases: randomBases(5000, 2), weight: 2 },
];
const RULES = { engine, level: 1, rounds: 3, seed: 1 };

function digestOf({ bases, parts }: Snapshot): string {
  const hash = createHash('sha256').update(`${bases}`);
  for (const part of parts) hash.update(`:${part.length}:`).update(part);
  return hash.digest('hex');
}

describe('learning', () => {
  test('is the same for the same seed, and fits the level', async () => {
    const digests: string[] = [];
    for (const seed of [1, 1, 2]) {
      const snapshot = await learnPrior(LESSONS, { ...RULES, seed });
      checkSnapshot(snapshot, configForLevel(1, 2 ** 20));
      digests.push(digestOf(snapshot));
    }
    expect(digests[1]).toBe(digests[0]);
    expect(digests[2]).not.toBe(digests[0]);
  });

  test('reports every round', async () => {
    const rounds: number[] = [];
    await learnPrior(LESSONS, {
      ...RULES,
      onRound(round, bitsPerBase) {
        rounds.push(round);
        // Random bases: two bits each, and what the model believes at first.
        expect(bitsPerBase).toBeGreaterThan(1.9);
        expect(bitsPerBase).toBeLessThan(2.5);
      },
    });
    expect(rounds).toEqual([0, 1, 2]);
  });

  test('ends early with what was learned', async () => {
    const stop = new AbortController();
    const onRound = () => stop.abort();
    const early = await learnPrior(LESSONS, { ...RULES, signal: stop.signal, onRound });
    const one = await learnPrior(LESSONS, { ...RULES, rounds: 1 });
    expect(digestOf(early)).toBe(digestOf(one));
  });
});

describe('levels', () => {
  test('share parts with those that were trained', async () => {
    const { states, levels } = shareStates(
      new Map([[8, await learnPrior(LESSONS, { ...RULES, level: 8 })]]),
      engine,
    );
    expect(levels.map(({ level }) => level)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(levels[6]!.parts).toEqual(levels[7]!.parts);
    const used = new Set(levels.flatMap(({ parts }) => parts).filter((part) => part >= 0));
    expect(used.size).toBe(states.length);
  });

  test('without any that was trained have nothing', () => {
    expect(shareStates(new Map(), engine)).toEqual({ states: [], levels: [] });
  });
});

describe('a pack of genomes', () => {
  const genomes = [
    { name: 'copied', bases: randomBases(4000, 3), weight: 0 },
    { name: 'taught', bases: randomBases(4000, 4), isReference: false },
    { name: 'empty', bases: new Uint8Array(0) },
  ];

  test('has what is to be copied, and is the same again', async () => {
    const rules = { engine, name: 'three', levels: [1], rounds: 1, seed: 1 };
    const file = await makePack(genomes, rules);
    expect(Buffer.compare(await makePack(genomes, rules), file)).toBe(0);
    const { contents } = KnowledgePack.read(file);
    expect(contents.name).toBe('three');
    expect(contents.references.map(({ name }) => name)).toEqual(['copied']);
    expect(contents.levels).toHaveLength(9);
  });

  test('of no levels has references only', async () => {
    const file = await makePack(genomes, { engine, name: '', levels: [], rounds: 9, seed: 1 });
    const { contents } = KnowledgePack.read(file);
    expect([contents.states, contents.levels]).toEqual([[], []]);
  });

  test('with too many references is refused before anything is learned', async () => {
    const many = Array.from({ length: 33 }, (_, i) => ({
      name: `${i}`,
      bases: randomBases(100, i + 1),
    }));
    const rounds: number[] = [];
    const onRound = (_: number, round: number) => void rounds.push(round);
    const rules = { engine, name: '', levels: [1], rounds: 1, seed: 1, onRound };
    await expect(makePack(many, rules)).rejects.toThrow('a pack has at most 32 references');
    expect(rounds).toEqual([]);
  });
});
