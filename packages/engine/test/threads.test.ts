/**
 * Threads that share lanes: the same bytes for any number of them. Few bases: where threads are more than cores, a step takes long.
 */
import { configForLevel } from '@pmklc/models';
import { engine } from '@pmklc/engine';
import { randomBases } from '@pmklc/testing';
import { expect, test } from 'vitest';

/** Random bases, and a copy of some of them that lies in another lane. */
const RANDOM = randomBases(2400, 3);
const BASES = Uint8Array.from([...RANDOM, ...RANDOM.subarray(200, 1100)]);
const CONFIG = configForLevel(6, BASES.length);

test.each([2, 3])('%i threads code as one does', (threads) => {
  const alone = engine.encode(CONFIG, BASES, { lanes: 3 });
  const payload = engine.encode(CONFIG, BASES, { lanes: 3, threads });
  expect(Buffer.compare(payload, alone)).toBe(0);
  const decoded = engine.decode(CONFIG, alone, BASES.length, { lanes: 3, threads });
  expect(Buffer.compare(decoded, BASES)).toBe(0);
});
