import { expect, test } from 'vitest';
import { setAttributes } from '../src/files/file-attributes.ts';

const ATTRIBUTES = { mode: 0o754, uid: 5, gid: 6, accessed: 0n, modified: 0n };

/** A file whose system calls are noted, and refused where `refused` says so. */
function noted(refused: (call: string) => boolean) {
  const calls: string[] = [];
  const note = (call: string) => async () => {
    calls.push(call);
    if (refused(call)) throw Object.assign(new Error(call), { code: 'EPERM' });
  };
  const handle = {
    chown: (uid: number, gid: number) => note(`chown ${uid} ${gid}`)(),
    chmod: (mode: string | number) => note(`chmod ${Number(mode).toString(8)}`)(),
    utimes: () => note('utimes')(),
  };
  return { calls, handle };
}

test('the group comes before the permissions, and they before the owner', async () => {
  const { calls, handle } = noted(() => false);
  await setAttributes(handle, ATTRIBUTES);
  expect(calls).toEqual(['chown -1 6', 'chmod 754', 'chown 5 -1', 'utimes']);
});

test('without its group a file is open to others only where it was to its group, too', async () => {
  const { calls, handle } = noted((call) => call === 'chown -1 6');
  await setAttributes(handle, ATTRIBUTES);
  expect(calls[1]).toBe('chmod 744');
  const other = noted((call) => call === 'chown -1 6');
  await setAttributes(other.handle, { ...ATTRIBUTES, mode: 0o604 });
  expect(other.calls[1]).toBe('chmod 600');
});

test('a system that allows none of it is no error', async () => {
  const { calls, handle } = noted(() => true);
  await setAttributes(handle, ATTRIBUTES);
  expect(calls.length).toBe(4);
});
