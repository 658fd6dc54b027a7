import type { Snapshot } from '@pmklc/models';
import { compress, decompress } from '@pmklc/codec';
import { PmklcError } from '@pmklc/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PassedState, PassingTopology } from '../src/passing/passing-plan.ts';
import { PassingRelay } from '../src/passing/passing-relay.ts';
import { PassingPlan } from '../src/passing/passing-plan.ts';
import { mapInOrder } from '../src/flow/map-in-order.ts';
import { Semaphore } from '../src/flow/semaphore.ts';

import { FAST, codeOf, headersOf, testdata } from './support.ts';

const planOf = (topology: PassingTopology, fraction: number, count?: number, width = 1) =>
  new PassingPlan({ topology, fraction, count, width });

describe('the plan', () => {
  test('of a chain: everyone keeps but the last, and starts from the one before', () => {
    const plan = planOf('chain', 0.05);
    expect(plan.next(0, 1000, false)).toEqual({ snapshotBases: 50 });
    expect(plan.next(1, 999, false)).toEqual({ snapshotFrom: 0, snapshotBases: 50 });
    expect(plan.next(2, 1, false)).toEqual({ snapshotFrom: 1, snapshotBases: 1 });
    expect(plan.next(3, 1000, true)).toEqual({ snapshotFrom: 2 });
  });

  test('of a star: only the first keeps', () => {
    const plan = planOf('star', 1);
    expect(plan.next(0, 1000, false)).toEqual({ snapshotBases: 1000 });
    expect(plan.next(1, 1000, false)).toEqual({ snapshotFrom: 0 });
    expect(plan.next(2, 1000, true)).toEqual({ snapshotFrom: 0 });
  });

  test.each(['chain', 'star'] as const)('of a %s leaves out those without bases', (topology) => {
    const plan = planOf(topology, 0.5);
    expect(plan.next(0, 0, false)).toEqual({});
    expect(plan.next(1, 10, false)).toEqual({ snapshotBases: 5 });
    expect(plan.next(2, 0, false)).toEqual({});
    expect(plan.next(3, 10, true)).toEqual({ snapshotFrom: 1 });
  });

  test.each([
    [4, 2, [{ basesKept: true }, { basesKept: true }, { prefixUpTo: 0 }, { prefixUpTo: 1 }]],
    [3, 1, [{ basesKept: true }, { basesKept: true, prefixUpTo: 0 }, { prefixUpTo: 1 }]],
    [3, 3, [{}, {}, {}]],
  ])('of %i partitions, %i at a time: who copies from whom', (count, width, copies) => {
    const plan = planOf('chain', 0.05, count, width);
    const parts = copies.map((_, i) => plan.next(i, 1000, i === count - 1));
    expect(parts.map(({ basesKept, prefixUpTo }) => ({ basesKept, prefixUpTo }))).toEqual(copies);
  });

  test('is empty when there is one partition, or it is off', () => {
    expect(planOf('chain', 0.05).next(0, 1000, true)).toEqual({});
    expect(planOf('off', 0.05).next(0, 1000, false)).toEqual({});
  });
});

const SNAPSHOT: Snapshot = { bases: 7, parts: [] };

describe('the relay', () => {
  test('starts a partition once its snapshot is there, not when its origin is done', async () => {
    const relay = new PassingRelay();
    const events: string[] = [];
    let finish = () => {};
    const first = relay.run(0, { snapshotBases: 5 }, async ({ capture }) => {
      expect(capture!.bases).toBe(5);
      await Promise.resolve();
      events.push('kept');
      capture!.take(SNAPSHOT);
      await new Promise<void>((resolve) => (finish = resolve));
      events.push('first done');
    });
    await relay.run(1, { snapshotFrom: 0 }, async ({ snapshot, capture }) => {
      expect([snapshot, capture]).toEqual([SNAPSHOT, undefined]);
      events.push('second done');
    });
    finish();
    await first;
    expect(events).toEqual(['kept', 'second done', 'first done']);
  });

  test('a failure is that of everyone who waits for it', async () => {
    const relay = new PassingRelay();
    const reason = new Error('no');
    const work = [
      relay.run(0, { snapshotBases: 5 }, () => Promise.reject(reason)),
      relay.run(1, { snapshotFrom: 0, snapshotBases: 5 }, async () => {}),
      relay.run(2, { snapshotFrom: 1 }, async () => {}),
    ];
    for (const each of work) await expect(each).rejects.toBe(reason);
  });

  test('a failure after the hand-over concerns nobody else', async () => {
    const relay = new PassingRelay();
    const first = relay.run(0, { snapshotBases: 5 }, async ({ capture }) => {
      capture!.take(SNAPSHOT);
      throw new Error('no');
    });
    await expect(first).rejects.toThrow('no');
    await expect(relay.run(1, { snapshotFrom: 0 }, async () => 1)).resolves.toBe(1);
  });

  test('who ends without leaving a snapshot lets nobody wait', async () => {
    const relay = new PassingRelay();
    await relay.run(0, { snapshotBases: 5 }, async () => {});
    const second = relay.run(1, { snapshotFrom: 0 }, async () => {});
    await expect(second).rejects.toThrow('partition 0 left no snapshot');
  });

  test('gives the bases of all that was kept up to a partition, once they are decoded', async () => {
    const relay = new PassingRelay();
    let decode: (bases: Uint8Array) => void = () => {};
    relay.keepBases(0, 2, Promise.resolve(Uint8Array.of(0, 1)));
    relay.keepBases(2, 1, new Promise((resolve) => (decode = resolve)));
    relay.keepBases(3, 1, Promise.resolve(Uint8Array.of(3)));
    const work = async ({ prefix }: PassedState) => [...prefix!];
    const late = relay.run(4, { prefixUpTo: 2 }, work);
    expect(await relay.run(5, { prefixUpTo: 1 }, work)).toEqual([0, 1]);
    decode(Uint8Array.of(2));
    expect(await late).toEqual([0, 1, 2]);
  });

  test('keeps no more bases than an archive may', () => {
    const relay = new PassingRelay();
    const never = new Promise<never>(() => {});
    relay.keepBases(0, 2 ** 26, never);
    expect(() => relay.keepBases(1, 1, never)).toThrow(PmklcError);
  });

  test('only the first and the latest snapshot can be had', async () => {
    const relay = new PassingRelay();
    const leave = async ({ capture }: PassedState) => capture!.take(SNAPSHOT);
    for (const i of [0, 2, 4]) await relay.run(i, { snapshotBases: 1 }, leave);
    for (const snapshotFrom of [0, 4]) await relay.run(5, { snapshotFrom }, async () => {});
    for (const snapshotFrom of [1, 2, 5]) {
      expect(await codeOf(relay.run(5, { snapshotFrom }, async () => {}))).toBe('corrupt');
    }
  });

  test('whatever fails, and however few are at work at once, it ends', async () => {
    const property = fc.asyncProperty(
      fc.array(fc.constantFrom('works', 'fails before', 'fails after', 'forgets'), {
        maxLength: 8,
      }),
      fc.constantFrom('chain', 'star', 'off'),
      fc.integer({ min: 1, max: 4 }),
      async (fates, topology, slots) => {
        const plan = planOf(topology, 0.5);
        const relay = new PassingRelay();
        async function* items() {
          yield* fates.entries();
        }
        const work = ([i, fate]: [number, string]) =>
          relay.run(i, plan.next(i, 100, i === fates.length - 1), async ({ snapshot, capture }) => {
            await Promise.resolve();
            if (fate === 'fails before') throw new Error(`${i}`);
            if (fate !== 'forgets') capture?.take({ bases: (snapshot?.bases ?? 0) + 1, parts: [] });
            await Promise.resolve();
            if (fate === 'fails after') throw new Error(`${i}`);
            return snapshot?.bases ?? 0;
          });
        const done: number[] = [];
        const drain = async () => {
          const results = mapInOrder(items(), new Semaphore(slots), work, new AbortController());
          for await (const result of results) done.push(result);
        };
        if (fates.every((fate) => fate === 'works')) {
          await drain();
          const steps = {
            chain: (i: number) => i,
            star: (i: number) => Math.min(i, 1),
            off: () => 0,
          };
          expect(done).toEqual(fates.map((_, i) => steps[topology](i)));
        } else if (fates.some((fate) => fate.startsWith('fails'))) {
          await expect(drain()).rejects.toThrow();
        } else {
          await drain().catch((error: Error) =>
            expect(error.message).toContain('left no snapshot'),
          );
        }
      },
    );
    await fc.assert(property, { numRuns: 500 });
  });
});

describe.each(['chain', 'star'] as const)('an archive with a %s', (topology) => {
  const input = testdata('hiv1.fa', 150_000);
  const options = {
    ...FAST,
    partitions: { count: 3, leastBytes: 1 },
    passing: { topology },
  };

  test('says where its models start from, and comes back', async () => {
    const archive = await compress(input, options);
    const models = (await headersOf(archive)).map(({ model }) => model);
    expect(models.map(({ snapshotFrom }) => snapshotFrom)).toEqual([
      undefined,
      0,
      topology === 'chain' ? 1 : 0,
    ]);
    expect(models.map(({ snapshotBases = 0 }) => snapshotBases > 0)).toEqual([
      true,
      topology === 'chain',
      false,
    ]);
    expect(Buffer.compare(await decompress(archive), input)).toBe(0);
  });

  test('copies from partitions far enough before', async () => {
    const sizes: number[] = [];
    for (const width of [1, 2, 3]) {
      const archive = await compress(input, { ...options, passing: { topology, width } });
      expect(Buffer.compare(await decompress(archive), input)).toBe(0);
      sizes.push(archive.length);
    }
    expect(sizes[0]).toBeLessThan(sizes[1]!);
    expect(sizes[1]).toBeLessThan(sizes[2]!);
  });

  test('is smaller than one without', async () => {
    const alone = await compress(input, { ...options, passing: { topology: 'off' } });
    expect((await compress(input, options)).length).toBeLessThan(alone.length);
  });

  test('is the same from either engine, and for either', async () => {
    const reference = await compress(input, { ...options, engine: 'reference' });
    expect(Buffer.compare(reference, await compress(input, options))).toBe(0);
    const back = await decompress(reference, { engine: 'reference' });
    expect(Buffer.compare(back, input)).toBe(0);
  });
});

test('what passes on is what was learned after a fraction of the bases', async () => {
  const input = testdata('hiv1.fa', 130_000);
  const sizes: number[] = [];
  for (const fraction of [0.01, 1]) {
    const archive = await compress(input, {
      ...FAST,
      partitions: { count: 2, leastBytes: 1 },
      passing: { fraction },
    });
    const [first] = await headersOf(archive);
    expect(first!.model.snapshotBases).toBe(Math.ceil(fraction * first!.baseCount));
    expect(Buffer.compare(await decompress(archive), input)).toBe(0);
    sizes.push(archive.length);
  }
  expect(sizes[1]).toBeLessThan(sizes[0]!);
});
