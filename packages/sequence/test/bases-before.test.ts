import fc from 'fast-check';
import { expect, test } from 'vitest';
import { basesBefore, splitBytes } from '@pmklc/sequence';
import { bytesOf, fastqText, nastyText } from '@pmklc/testing';
import { FORMATS, joined } from './support.ts';

/** The first bytes of a block of which only some bases are known. */
function joinedFrom(bytes: Uint8Array, format: (typeof FORMATS)[number] | undefined, end: number) {
  const block = splitBytes(bytes, { format });
  const unknown = { ...block, bases: new Uint8Array(block.bases.length) };
  const count = basesBefore(unknown, end);
  unknown.bases.set(block.bases.subarray(0, count));
  return { count, start: joined(unknown).subarray(0, end) };
}

test('the bases before a byte are enough to join what is before it', () => {
  const format = fc.constantFrom(undefined, ...FORMATS);
  const text = fc.oneof(nastyText, fastqText);
  fc.assert(
    fc.property(text, format, fc.nat({ max: 1000 }), (bytes, format, at) => {
      const end = at % (bytes.length + 1);
      expect(joinedFrom(bytes, format, end).start).toEqual(bytes.subarray(0, end));
    }),
    { numRuns: 1000 },
  );
});

test('they are at most a few thousand too many, and filled runs count', () => {
  const n = 'N'.repeat(3000);
  const bytes = bytesOf(`>x\n${'ACGT\n'.repeat(40000)}${n}\n${'ACGTT\n'.repeat(20000)}`);
  for (const end of [0, 1, 100, 100_000, 200_100, 203_004, 250_000, bytes.length]) {
    const { count, start } = joinedFrom(bytes, undefined, end);
    expect(Buffer.compare(start, bytes.subarray(0, end))).toBe(0);
    expect(count).toBeLessThanOrEqual(end + 8192);
  }
});
