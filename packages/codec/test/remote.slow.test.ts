/** A large archive on a server. */
import { expect, test } from 'vitest';
import { readRemotely, repeatedArchive } from './remote-support.ts';

test('10 kB out of 100 MB: at most 5 % of it is sent', async () => {
  const unitBases = 2 ** 22;
  const { archive, unit } = await repeatedArchive(unitBases, 100);
  expect(archive.length).toBeGreaterThan(100_000_000);
  const start = 57 * unitBases + 3_000_000;
  const { bytes, sentBytes, requests } = await readRemotely(archive, start, start + 10_000);
  expect(Buffer.compare(bytes, unit.subarray(3_000_000, 3_010_000))).toBe(0);
  console.log(`${sentBytes} bytes of ${archive.length} in ${requests} requests`);
  expect(sentBytes / archive.length).toBeLessThan(0.05);
});
