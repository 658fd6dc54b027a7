/** Documents and pictures are what the JSON files give. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { fill } from '../tables/fill.mjs';

const SCRIPT = fileURLToPath(new URL('../tables.mjs', import.meta.url));

test('the documents and pictures are up to date', () => {
  expect(() =>
    execFileSync(process.execPath, [SCRIPT, '--check'], { stdio: 'pipe' }),
  ).not.toThrow();
});

test('a template and its values must match', () => {
  expect(fill('{{a}} of {{b-c}}', { a: 1, 'b-c': '$&' })).toBe('1 of $&');
  expect(() => fill('{{a}}', {})).toThrow('nothing to put in the place of a');
  expect(() => fill('', { a: 1 })).toThrow('no place for a');
});
