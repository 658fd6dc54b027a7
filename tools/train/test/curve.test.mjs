/** The loss of training in docs/model-card.md is what its log gives. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../curve.mjs', import.meta.url));

test('the table in docs/model-card.md is up to date', () => {
  expect(() =>
    execFileSync(process.execPath, [SCRIPT, '--check'], { stdio: 'pipe' }),
  ).not.toThrow();
});
