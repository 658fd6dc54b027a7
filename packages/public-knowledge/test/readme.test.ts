import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

test('the example in the README is the one that runs, and prints what it says', async () => {
  expect(read('../README.md')).toContain(read('readme-example.ts'));
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await import('./readme-example.ts');
  expect(log.mock.calls.flat()).toEqual(['79f088ff71af', 9_456_359]);
  log.mockRestore();
});
