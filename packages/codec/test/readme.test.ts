import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const README = read('../README.md');

// [example, what it prints]
const EXAMPLES: [string, unknown[][]][] = [
  ['./readme-example.ts', [[expect.any(Number)], [0]]],
  ['./readme-streams-example.ts', [['>chr1\nACGT\nTTGA\n']]],
  ['./readme-access-example.ts', [['chr1', 8], ['GTTT']]],
  ['./readme-predictor-example.ts', [[true], [0]]],
];

test.each(EXAMPLES)('%s is in the README, runs, and prints what it says', async (path, printed) => {
  expect(README).toContain(read(path));
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await import(path);
  expect(log.mock.calls).toEqual(printed);
  log.mockRestore();
});

test('the README has no other program', () => {
  const programs = [...README.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, program]) => program);
  expect(programs).toEqual(EXAMPLES.map(([path]) => read(path)));
});

test('the table of options is the one that the types make', () => {
  const script = fileURLToPath(new URL('../scripts/options-table.mjs', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
