/** `docs/format-model.md` says what the levels are: it must not lag behind. */
import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import {
  configForLevel,
  encodeConfig,
  EXP_COARSE,
  EXP_FINE,
  LN_TABLE,
  MAX_LEVEL,
  MIN_LEVEL,
} from '@pmklc/core';
import { expect, test } from 'vitest';

const DOCUMENT = readFileSync(new URL('../../../docs/format-model.md', import.meta.url), 'utf8');
const LEVELS = Array.from({ length: MAX_LEVEL }, (_, i) => MIN_LEVEL + i);

test.each(LEVELS)('the document has the configuration of level %i', (level) => {
  const hex = Buffer.from(encodeConfig(configForLevel(level, 2 ** 22))).toString('hex');
  expect(DOCUMENT).toMatch(new RegExp(`\\| ${level} +\\| \`${hex}\` +\\|`));
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
