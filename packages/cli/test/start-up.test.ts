/** Files that commands load: what is loaded takes time before the first byte is read. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { Workplace } from './session.ts';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));

const workplace = new Workplace();
afterAll(() => workplace.remove());

/** Paths of the files in `dist/` that the main thread of a command loads. */
async function loadedBy(command: string): Promise<string[]> {
  const folder = join(workplace.folder, 'coverage');
  const { exit } = await workplace.run(`rm -rf coverage; NODE_V8_COVERAGE=coverage ${command}`);
  expect(exit).toBe(0);
  const [report] = readdirSync(folder);
  const { result } = JSON.parse(readFileSync(join(folder, report!), 'utf8')) as {
    result: { url: string }[];
  };
  const files = result.filter(({ url }) => url.startsWith('file:'));
  return files.map(({ url }) => fileURLToPath(url)).filter((path) => path.startsWith(DIST));
}

/** Their names without hashes; what several share is in chunks, which have no name. */
function namesOf(paths: readonly string[]): string[] {
  const names = paths.map((path) => basename(path, '.js').replace(/-[A-Z0-9]{8}$/, ''));
  return names.filter((name) => name !== 'chunk');
}

test('the version takes less than 16 kB of code', async () => {
  const sizes = (await loadedBy('pmklc --version')).map((path) => statSync(path).size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(16_000);
});

test('packing loads no subcommand', async () => {
  const paths = await loadedBy('pmklc -1 --select none -o x.pmklc ebola.fa');
  expect(namesOf(paths)).toEqual(['main', 'run-process']);
});

test('a subcommand loads no other', async () => {
  expect(namesOf(await loadedBy('pmklc view --help'))).toEqual(['main', 'run-process', 'view']);
});
