import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

test('the example in the README is the one that runs, and prints what it says', async () => {
  expect(read('../README.md')).toContain(read('readme-example.ts'));
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await import('./readme-example.ts');
  expect(log.mock.calls.flat().map((x: number | Uint8Array) => JSON.stringify(x))).toEqual(
    [Uint8Array.of(6, 63, 32), Uint8Array.of(1, 1), [8, 9], [2, 3], 11].map((x) =>
      JSON.stringify(Array.isArray(x) ? Float64Array.from(x) : x),
    ),
  );
  log.mockRestore();
});
