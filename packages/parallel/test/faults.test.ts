import { compress } from '@pmklc/codec';
import { PartitionError } from '@pmklc/parallel';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Fault } from './faults.ts';
import {
  allGone,
  attempt,
  DIRECTIONS,
  INPUT,
  isMadeGood,
  optionsOf,
  waitFor,
  watchWorkers,
} from './faults.ts';

let archive: Uint8Array;
beforeAll(async () => {
  watchWorkers();
  archive = await compress(INPUT, optionsOf('chain'));
});
afterEach(() => void vi.unstubAllEnvs());

/** Ports and workers that keep the process alive. */
const handles = () =>
  process.getActiveResourcesInfo().filter((name) => /Port|Worker/.test(name)).length;

// All stages and manners, at random: faults.slow.test.ts.
const FAULTS: Fault[] = [
  { stage: 'hand-over', how: 'exit', partition: 1 },
  { stage: 'end', how: 'throw', partition: 1 },
  { stage: 'handed-over', how: 'memory', partition: 1 },
];

describe.each(DIRECTIONS)('to %s when a worker', (direction) => {
  test.each(FAULTS)('fails at $stage by $how', async (fault) => {
    const before = handles();
    const work = attempt({ direction, topology: 'chain', threads: 2, fault }, archive);
    if (isMadeGood(fault)) {
      const expected = direction === 'encode' ? archive : INPUT;
      expect(Buffer.compare(await work, expected)).toBe(0);
    } else {
      await expect(work).rejects.toThrow(PartitionError);
      await expect(work).rejects.toMatchObject({ index: 1 });
    }
    await allGone();
    await waitFor(() => expect(handles()).toBeLessThanOrEqual(before));
  });
});
