import { expect, test } from 'vitest';
import { runPipe } from '../run-pipe.mjs';

test('50 MB go through a pipe and back in the memory that is planned', async () => {
  const result = await runPipe({ bytes: 50_000_000, level: 1, limitMs: 600_000 });
  expect(result).toMatchObject({ bytes: 50_000_000, isSame: true, problems: [] });
});

test('50 MB of reads go through a pipe and back in the memory that is planned', async () => {
  const result = await runPipe({ bytes: 50_000_000, level: 1, limitMs: 600_000, input: 'reads' });
  expect(result).toMatchObject({ bytes: 50_000_000, isSame: true, problems: [] });
});

test('an input that breaks off in time is compared as far as it went', async () => {
  const result = await runPipe({ bytes: 50_000_000, level: 1, limitMs: 1 });
  expect(result).toMatchObject({ isSame: true, problems: [] });
  expect(result.bytes).toBeLessThan(50_000_000);
});
