/**
 * The engine equals the reference on the first bases of every file of the corpus, in both
 * directions. `PMKLC_SLOW_BASES` sets how many, 1,000,000 unless given.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { configForLevel, DEFAULT_LEVEL, MAX_LEVEL, MIN_LEVEL } from '@pmklc/models';
import { referenceCoder } from '@pmklc/codec';
import { engine } from '@pmklc/engine';
import { splitBytes } from '@pmklc/sequence';
import { describe, expect, test } from 'vitest';

const MAX_BASES = Number(process.env['PMKLC_SLOW_BASES'] ?? 1_000_000);
const ROOT = new URL('../../../', import.meta.url).pathname;
const FOLDER = `${process.env['PMKLC_CORPUS'] ?? `${ROOT}../shared/corpus`}/dev`;
const FILES = existsSync(FOLDER) ? readdirSync(FOLDER) : [];

function compare(name: string, level: number, maxBases: number): void {
  const bytes = new Uint8Array(readFileSync(`${FOLDER}/${name}`)).subarray(0, 2 * maxBases);
  const bases = splitBytes(bytes).bases.subarray(0, maxBases);
  const config = configForLevel(level, bases.length);
  const payload = engine.encode(config, bases);
  expect(Buffer.compare(referenceCoder.encode(config, bases), payload)).toBe(0);
  expect(Buffer.compare(referenceCoder.decode(config, payload, bases.length), bases)).toBe(0);
  expect(Buffer.compare(engine.decode(config, payload, bases.length), bases)).toBe(0);
}

describe.skipIf(FILES.length === 0)('corpus (skipped: no folder PMKLC_CORPUS)', () => {
  test.each(FILES)('%s at the default level', (name) => {
    compare(name, DEFAULT_LEVEL, MAX_BASES);
  });

  test.each([MIN_LEVEL, MAX_LEVEL])('AeCa.seq and sarscov2_418.fa at level %i', (level) => {
    compare('AeCa.seq', level, MAX_BASES / 4);
    compare('sarscov2_418.fa', level, MAX_BASES);
  });
});
