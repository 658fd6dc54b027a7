/** `docs/format/model.md` says what the levels are: it must not lag behind. */
import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { configForLevel, encodeConfig, MAX_LEVEL, MIN_LEVEL } from '@pmklc/models';
import { EXP_COARSE, EXP_FINE, LN_TABLE } from '@pmklc/core';
import { expect, test } from 'vitest';

const DOCUMENT = readFileSync(new URL('../../../docs/format/model.md', import.meta.url), 'utf8');
const LEVELS = Array.from({ length: MAX_LEVEL }, (_, i) => MIN_LEVEL + i);

test.each(LEVELS)('the document has the configuration of level %i', (level) => {
  const hex = Buffer.from(encodeConfig(configForLevel(level, 2 ** 24))).toString('hex');
  expect(DOCUMENT).toMatch(new RegExp(`\\| ${level} +\\| \`${hex}\` +\\|`));
});

test('the document has the seeds for many bases, and how many bases those are', () => {
  for (const level of LEVELS) {
    const few = configForLevel(level, 2 ** 24).pool!.seeds;
    expect(few).toEqual(configForLevel(level, 2 ** 23).pool!.seeds);
    const many = configForLevel(level, 2 ** 24 + 1).pool!.seeds;
    expect(many).toHaveLength(few.length);
    const said = [...DOCUMENT.matchAll(/`(0x\w+)` and `(0x\w+)`, a level of one seed/g)][0]!;
    const numbers = many.map(({ pattern }) => parseInt([...pattern].reverse().join(''), 2));
    expect(said.slice(1).map(Number).slice(-many.length)).toEqual(numbers);
  }
});

test.each([
  ['ln', LN_TABLE],
  ['coarse', EXP_COARSE],
  ['fine', EXP_FINE],
])('the document has the checksum of the table %s', (name, table) => {
  const bytes = new Uint8Array(table.buffer);
  const hex = crc32(bytes).toString(16).padStart(8, '0');
  expect(DOCUMENT).toMatch(new RegExp(`\\| \`${name}\\[i\\]\` .*\\| ${hex} +\\|`));
});
