import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Verification } from '../src/commands/verification.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pmklc-verification-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('what is written is decoded meanwhile, in order and to its end', async () => {
  const path = join(folder, 'growing');
  await writeFile(path, '');
  let seen = '';
  const verification = new Verification(path, async function* (archive) {
    for await (const chunk of archive) {
      seen += Buffer.from(chunk).toString();
      yield chunk;
    }
  });
  for (const part of ['one ', 'two ', 'three']) {
    await appendFile(path, part);
    verification.add(part.length);
    while (!seen.endsWith(part)) await turn();
  }
  expect(verification.bytes).toBe(13);
  await verification.finish();
  expect(seen).toBe('one two three');
});

test('what does not decode is told at once, and at the end', async () => {
  const path = join(folder, 'broken');
  await writeFile(path, 'x');
  const verification = new Verification(path, async function* (archive) {
    for await (const chunk of archive) {
      if (chunk.length > 0) throw new Error('it is broken');
      yield chunk;
    }
  });
  verification.add(1);
  while (!verification.failed.aborted) await turn();
  expect(verification.failed.reason).toMatchObject({ name: 'FileError' });
  await expect(verification.finish()).rejects.toThrow('does not unpack: it is broken');
});

test('a file that is shorter than what was written is broken', async () => {
  const path = join(folder, 'short');
  await writeFile(path, '');
  const verification = new Verification(path, (archive) => archive);
  verification.add(10);
  await expect(verification.finish()).rejects.toThrow('it became shorter');
});

test('it can be given up, and ends then', async () => {
  const path = join(folder, 'given-up');
  await writeFile(path, '');
  let isAborted = false;
  const verification = new Verification(path, async function* (archive, { signal }) {
    yield* archive;
    isAborted = signal.aborted;
  });
  await verification.cancel();
  expect(isAborted).toBe(true);
});
