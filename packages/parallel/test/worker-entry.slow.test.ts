import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SCRIPT = fileURLToPath(new URL('./fixtures/end-early.mjs', import.meta.url));

// With the worker itself in place of its entry, Node aborted in each of three runs.
test('400 threads that are ended while they load do not take the process with them', () => {
  const { status, signal, stderr } = spawnSync(process.execPath, [SCRIPT], { encoding: 'utf8' });
  expect({ status, signal, stderr }).toEqual({ status: 0, signal: null, stderr: '' });
});
