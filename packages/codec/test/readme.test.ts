import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

test.each([
  ['./readme-example.ts', [[expect.any(Number)], [0]]],
  ['./readme-access-example.ts', [['chr1', 8], ['GTTT']]],
])('%s is in the README, runs, and prints what it says', async (path, printed) => {
  expect(read('../README.md')).toContain(read(path));
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await import(path);
  expect(log.mock.calls).toEqual(printed);
  log.mockRestore();
});
