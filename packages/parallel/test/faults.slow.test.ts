import { compress } from '@pmklc/codec';
import { PartitionError } from '@pmklc/parallel';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import {
  allGone,
  attempt,
  DIRECTIONS,
  INPUT,
  isHit,
  isMadeGood,
  MANNERS,
  optionsOf,
  PARTITIONS,
  STAGES,
  watchWorkers,
} from './faults.ts';

const TOPOLOGIES = ['chain', 'star', 'off'] as const;

afterEach(() => void vi.unstubAllEnvs());

test('200 faults at random: the right bytes, or an error that names the partition', async () => {
  watchWorkers();
  const archives = await Promise.all(
    TOPOLOGIES.map((topology) => compress(INPUT, optionsOf(topology))),
  );
  const fault = fc.record({
    stage: fc.constantFrom(...STAGES),
    how: fc.constantFrom(...MANNERS),
    partition: fc.integer({ min: 0, max: PARTITIONS - 1 }),
  });
  const plan = fc.record({
    direction: fc.constantFrom(...DIRECTIONS),
    topology: fc.constantFrom(...TOPOLOGIES),
    threads: fc.integer({ min: 1, max: 4 }),
    fault,
  });
  const property = fc.asyncProperty(plan, async (given) => {
    const archive = archives[TOPOLOGIES.indexOf(given.topology)]!;
    const work = attempt(given, archive);
    if (isMadeGood(given.fault) || !isHit(given)) {
      const expected = given.direction === 'encode' ? archive : INPUT;
      expect(Buffer.compare(await work, expected)).toBe(0);
    } else {
      await expect(work).rejects.toThrow(PartitionError);
      await expect(work).rejects.toMatchObject({ index: given.fault.partition });
    }
    await allGone();
  });
  await fc.assert(property, { numRuns: 200 });
}, 3_600_000);
