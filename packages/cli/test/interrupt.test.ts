import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { MAIN, Workplace } from './session.ts';

let workplace: Workplace | undefined;
afterEach(() => workplace?.remove());

/** Starts work that never ends, and waits until its temporary file is there. */
async function startEndless(at: Workplace, args: readonly string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: at.folder, stdio: 'ignore' });
  while (!readdirSync(at.folder).some((name) => name.endsWith('.tmp'))) await wait(20);
  // The worker shall be in its endless loop.
  await wait(300);
  return child;
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s ends busy work and leaves no file',
  async (signal) => {
    workplace = new Workplace();
    const before = readdirSync(workplace.folder);
    const args = ['--predictor', 'fixtures/endless.mjs', 'ebola.fa'];
    const child = await startEndless(workplace, args);
    child.kill(signal);
    const [, endedBy] = (await once(child, 'exit')) as [number | null, string | null];
    expect(endedBy).toBe(signal);
    expect(readdirSync(workplace.folder)).toEqual(before);
  },
);

test('an interrupt ends an inspection', async () => {
  workplace = new Workplace();
  const before = readdirSync(workplace.folder);
  const predictor = ['--predictor', 'fixtures/endless.mjs'];
  const args = ['inspect', ...predictor, 'ebola.fa', '-o', 'report.html'];
  const child = await startEndless(workplace, args);
  child.kill('SIGINT');
  const [, endedBy] = (await once(child, 'exit')) as [number | null, string | null];
  expect(endedBy).toBe('SIGINT');
  expect(readdirSync(workplace.folder)).toEqual(before);
});

test('an interrupt while one partition waits for another ends both', async () => {
  workplace = new Workplace();
  writeFileSync(join(workplace.folder, 'long.fa'), `>a\n${'ACGT'.repeat(2 ** 19)}\n`);
  const before = readdirSync(workplace.folder);
  const predictor = ['--predictor', 'fixtures/endless.mjs'];
  const child = await startEndless(workplace, [
    '-T2',
    '--partitions',
    '2',
    ...predictor,
    'long.fa',
  ]);
  child.kill('SIGINT');
  const [, endedBy] = (await once(child, 'exit')) as [number | null, string | null];
  expect(endedBy).toBe('SIGINT');
  expect(readdirSync(workplace.folder)).toEqual(before);
});

test('an interrupt ends the work on several files', async () => {
  workplace = new Workplace();
  await workplace.run('cp ebola.fa copy.fa');
  const before = readdirSync(workplace.folder);
  const args = ['-T2', '--predictor', 'fixtures/endless.mjs', 'ebola.fa', 'copy.fa'];
  const child = await startEndless(workplace, args);
  child.kill('SIGINT');
  const [, endedBy] = (await once(child, 'exit')) as [number | null, string | null];
  expect(endedBy).toBe('SIGINT');
  expect(readdirSync(workplace.folder)).toEqual(before);
});

test('an interrupt while a pipe gives nothing ends it, too', async () => {
  workplace = new Workplace();
  const options = { cwd: workplace.folder };
  const child = spawn(process.execPath, [MAIN, '-o', 'out.pmklc'], options);
  child.stdin.write('ACGT');
  while (!readdirSync(workplace.folder).some((name) => name.endsWith('.tmp'))) await wait(20);
  child.kill('SIGINT');
  const [, endedBy] = (await once(child, 'exit')) as [number | null, string | null];
  expect(endedBy).toBe('SIGINT');
  expect(existsSync(join(workplace.folder, 'out.pmklc'))).toBe(false);
  expect(readdirSync(workplace.folder).some((name) => name.endsWith('.tmp'))).toBe(false);
});

test('an interrupt while nobody reads the output ends it', async () => {
  workplace = new Workplace();
  writeFileSync(join(workplace.folder, 'long.txt'), 'ACGT'.repeat(100_000));
  await workplace.run('pmklc -1 long.txt');
  const child = spawn(process.execPath, [MAIN, '-dc', 'long.txt.pmklc'], { cwd: workplace.folder });
  await once(child.stdout, 'readable');
  await wait(300);
  child.kill('SIGINT');
  const [, endedBy] = (await once(child, 'exit')) as [number | null, string | null];
  expect(endedBy).toBe('SIGINT');
});

test('an interrupt ends the learning, and keeps what was learned', async () => {
  workplace = new Workplace();
  const learning = ['--levels', '1', '--rounds', '1000000'];
  const args = [MAIN, 'train', '--public', ...learning, '-o', 'x.pmk', 'ebola.fa'];
  const child = spawn(process.execPath, args, { cwd: workplace.folder });
  await once(child.stderr, 'data');
  child.kill('SIGINT');
  const [, endedBy] = (await once(child, 'exit')) as [number | null, string | null];
  expect(endedBy).toBe('SIGINT');
  expect((await workplace.run('pmklc -1q --knowledge x.pmk -c ebola.fa > y')).exit).toBe(0);
  expect((await workplace.run('pmklc -dc --knowledge x.pmk < y | cmp - ebola.fa')).exit).toBe(0);
});
