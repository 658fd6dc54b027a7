/**
 * Payload, CPU time and planned memory of every level on one file.
 *
 *   node bench/experiments/model/ladder.mjs [--corpus DIR]
 */
import { join } from 'node:path';
import { configForLevel, MAX_LEVEL } from '@pmklc/models';
import { basesOf, measure } from '../../measure/measure-model.mjs';
import { CORPUS, writeResult } from '../common.mjs';

const NAME = 'HePy.seq';

const bases = basesOf(join(CORPUS, NAME));
const levels = Array.from({ length: MAX_LEVEL }, (_, i) => {
  const row = measure(NAME, bases, configForLevel(i + 1, bases.length));
  return { level: i + 1, bytes: row.bytes, seconds: row.encodeSeconds, memoryMib: row.memoryMib };
});
writeResult('ladder', { name: NAME, bases: bases.length, levels });
