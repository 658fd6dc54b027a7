/** Findings of fuzzing stay found: every file of `crashers`, in the target it is of. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TARGETS } from '../targets.mjs';

const FOLDER = new URL('../crashers/', import.meta.url);

function inputsOf(name) {
  const folder = new URL(`${name}/`, FOLDER);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((file) => [
    file,
    new Uint8Array(readFileSync(new URL(file, folder))),
  ]);
}

/** Comes back, or throws a PmklcError: anything else fails the test. */
async function attempt(target, input) {
  try {
    await target.run(input);
  } catch (error) {
    expect(error.name, error.stack).toBe('PmklcError');
  }
}

test.each(Object.entries(TARGETS))(
  'the target %s takes its seeds and what it once failed on',
  async (name, target) => {
    const seeds = await target.seeds();
    expect(seeds.length).toBeGreaterThan(0);
    for (const seed of seeds) await target.run(seed);
    for (const [, input] of inputsOf(name)) await attempt(target, input);
  },
);
