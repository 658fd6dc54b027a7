/** `pmklc view` of an archive on a server. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rangeServer } from '@pmklc/testing';
import { afterAll, expect, test } from 'vitest';
import { Workplace } from './session.ts';

const workplace = new Workplace();
await workplace.run('pmklc -q -1 --select none -o ebola.fa.pmklc ebola.fa');
const server = await rangeServer(readFileSync(join(workplace.folder, 'ebola.fa.pmklc')));
afterAll(async () => {
  workplace.remove();
  await server.close();
});

test('a region of it is that of the file', async () => {
  const here = await workplace.run('pmklc view ebola.fa.pmklc NC_014373.1:101-200');
  expect(here.stdout).toHaveLength(3);
  expect(await workplace.run(`pmklc view ${server.url} NC_014373.1:101-200`)).toEqual(here);
});

test('what a server does wrong is one line, and no output is left', async () => {
  server.fault = 'missing';
  const missing = await workplace.run(`pmklc view -o out.fa ${server.url} NC_014373.1`);
  expect(missing).toEqual({
    stdout: [],
    stderr: [`pmklc: ${server.url}: HTTP status 404`],
    exit: 1,
  });
  server.fault = 'whole';
  const whole = await workplace.run(`pmklc view ${server.url} NC_014373.1; ls out.fa`);
  expect(whole.stderr[0]).toBe(`pmklc: ${server.url}: the server sends no ranges`);
  expect(whole.stdout).toEqual([]);
  expect(whole.exit).not.toBe(0);
});
