/** Constants that engine and reference share are written once. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('the constants of assembly/generated are those of the packages that define them', () => {
  const script = fileURLToPath(new URL('../scripts/constants.mjs', import.meta.url));
  expect(execFileSync(process.execPath, [script, '--check'], { encoding: 'utf8' })).toBe('');
});
