/** Archives on a server: of a region no more is sent than its partition, and both ends of the archive. */
import { compress, openArchive } from '@pmklc/codec';
import { httpSource } from '@pmklc/container';
import { rangeServer } from '@pmklc/testing';
import { expect, test } from 'vitest';
import { readRemotely, repeatedArchive } from './remote-support.ts';
import { FAST, testdata } from './support.ts';

const UNIT = 2 ** 19;

test('of 40 partitions one is sent', async () => {
  const { archive, unit } = await repeatedArchive(UNIT, 40);
  const start = 23 * UNIT + 100_000;
  const { bytes, sentBytes } = await readRemotely(archive, start, start + 10_000);
  expect(Buffer.compare(bytes, unit.subarray(100_000, 110_000))).toBe(0);
  // The partition, 128 KiB, and a piece at each of its borders and at each end of the archive.
  expect(sentBytes).toBeLessThanOrEqual(2 * 2 ** 17 + 3 * 2 ** 17);
  expect(archive.length).toBeGreaterThan(5_000_000);
});

test('a region that goes over a border is that of the file', async () => {
  const { archive, unit } = await repeatedArchive(UNIT, 3);
  const { bytes } = await readRemotely(archive, UNIT - 50, UNIT + 50);
  const whole = Buffer.concat([unit.subarray(UNIT - 50), unit.subarray(0, 50)]);
  expect(Buffer.compare(bytes, whole)).toBe(0);
});

test('records are found and read by name', async () => {
  const genome = testdata('hiv1.fa');
  const server = await rangeServer(await compress(genome, FAST));
  try {
    const archive = await openArchive(await httpSource(server.url));
    const [name] = Buffer.from(genome).toString('latin1').slice(1).split(/\s/);
    const lines = Buffer.from(genome).toString('latin1').split('\n').slice(1);
    const read = await archive.read(name!, 1000, 1100);
    expect(Buffer.from(read).toString('latin1')).toBe(lines.join('').slice(1000, 1100));
  } finally {
    await server.close();
  }
});

test('a file that is replaced in the meantime is an error, not other bases', async () => {
  const { archive } = await repeatedArchive(UNIT, 6);
  const server = await rangeServer(archive);
  try {
    const opened = await openArchive(await httpSource(server.url));
    server.etag = '"2"';
    const read = async () => {
      for await (const piece of opened.bytes(3 * UNIT, 3 * UNIT + 10)) expect(piece).toBeDefined();
    };
    await expect(read()).rejects.toMatchObject({ name: 'RemoteError', code: 'changed' });
  } finally {
    await server.close();
  }
});
