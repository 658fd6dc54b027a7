import type { Steps } from '@pmklc/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  packStream,
  packStreamInSteps,
  type StreamContent,
  unpackStream,
  unpackStreamInSteps,
} from '@pmklc/streams';
import { bytesOf, hexOf, randomInts } from '@pmklc/testing';
import { tryUnpack } from './support.ts';

/** All that can be said of a stream. */
const CONTENTS: StreamContent[] = ['qualities', 'names', 'numbers', 'anything'];
const names = Array.from({ length: 400 }, (_, i) => `read.${i * 7}:${(i * 2654435761) % 9973}/1`);
const TEXT = bytesOf(names.join('\n'));

test('any bytes are unpacked as they were packed', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.array(fc.constantFrom(65, 66, 10), { maxLength: 300 }).map((xs) => Uint8Array.from(xs)),
  );
  const options = fc.record({
    effort: fc.constantFrom('small' as const, 'fast' as const),
    content: fc.constantFrom(...CONTENTS),
  });
  fc.assert(
    fc.property(bytes, options, (bytes, options) => {
      const packed = packStream(bytes, options);
      expect(packed.length).toBeLessThanOrEqual(bytes.length + 1);
      expect(new Uint8Array(unpackStream(packed, bytes.length))).toEqual(bytes);
    }),
    { numRuns: 40 },
  );
});

test('streams that are coded by turns, or given up, do not disturb each other', () => {
  const many = Array.from({ length: 6000 }, (_, i) => `r.${i}:${(i * 2654435761) % 9973}/1`);
  const inputs = [bytesOf(many.join('\n')), bytesOf(many.reverse().join('\n'))];
  const options = { content: 'names' } as const;
  const packed = inTurns(inputs.map((bytes) => packStreamInSteps(bytes, options)));
  expect(packed.map(hexOf)).toEqual(inputs.map((bytes) => hexOf(packStream(bytes, options))));
  const limits = inputs.map(({ length }) => length);
  const givenUp = unpackStreamInSteps(packed[0]!, limits[0]!);
  expect(givenUp.next().done).toBe(false);
  const unpacked = inTurns(packed.map((bytes, i) => unpackStreamInSteps(bytes, limits[i]!)));
  expect(unpacked.map(hexOf)).toEqual(inputs.map(hexOf));
});

/** Does a step of each in turn. */
function inTurns(jobs: readonly Steps<Uint8Array>[]): Uint8Array[] {
  const results: Uint8Array[] = [];
  let left = jobs.length;
  while (left > 0) {
    jobs.forEach((job, i) => {
      const step = job.next();
      if (step.done !== true || step.value === undefined) return;
      results[i] = step.value;
      left--;
    });
  }
  return results;
}

test('golden: short and incompressible streams are stored', () => {
  expect(hexOf(packStream(new Uint8Array(0)))).toBe('00');
  expect(hexOf(packStream(bytesOf('abc')))).toBe('00616263');
});

test('what is alike grows small, whatever it is said to be', () => {
  for (const content of CONTENTS) {
    expect(packStream(TEXT, { content }).length).toBeLessThan(TEXT.length / 4);
    expect(packStream(new Uint8Array(100000), { content }).length).toBeLessThan(100);
  }
});

/** The low three bits of the first byte: what a stream was packed with. */
const methodOf = (packed: Uint8Array): number => packed[0]! & 7;
const [QUALITIES_METHOD, TABLE2_METHOD] = [4, 6];
/** The first byte of packed names. */
const NAMES_METHOD = 16;

test('long streams are packed by what they hold', () => {
  const random = randomInts(7);
  const line = (): string =>
    String.fromCharCode(...Array.from({ length: 50 }, () => 60 + random(9)));
  const qualities = bytesOf(Array.from({ length: 500 }, line).join('\n'));
  const rows = Array.from({ length: 6000 }, () => [
    random(4),
    0x80 + random(2),
    random(200),
  ]).flat();
  const titles = bytesOf(
    Array.from({ length: 2000 }, (_, i) => `chr${i}.length=${i * i}`).join('\n'),
  );
  expect(methodOf(packStream(qualities, { content: 'qualities' }))).toBe(QUALITIES_METHOD);
  expect(packStream(titles, { content: 'qualities' })[0]).toBe(NAMES_METHOD);
  expect(packStream(titles, { content: 'names' })[0]).toBe(NAMES_METHOD);
  expect(methodOf(packStream(Uint8Array.from(rows), { content: 'numbers' }))).toBe(TABLE2_METHOD);
});

/** The first byte of packed rows. */
const ROWS_METHOD = 24;
const alignment = Array.from({ length: 30 }, (_, row) =>
  Array.from({ length: 80 }, (_, at) => 'ACGT-'[(at * at + (at % 9 === row % 9 ? row : 0)) % 5]!),
).map((letters) => letters.join(''));

test('lines of an alignment are rows, and so is what is said to be', () => {
  const lines = bytesOf(alignment.map((letters, i) => `seq${i % 10}  ${letters}\n`).join(''));
  expect(packStream(lines)[0]).toBe(ROWS_METHOD);
  const letters = bytesOf(alignment.join(''));
  const packed = packStream(letters, { rows: { width: 80, first: 80 } });
  expect(packed[0]).toBe(ROWS_METHOD);
  expect(packed.length).toBeLessThan(packStream(letters).length);
  expect(hexOf(unpackStream(packed, letters.length))).toBe(hexOf(letters));
});

test('rows that no writer makes are refused', () => {
  const code = [1, 2, 3, 4];
  for (const layout of [
    [5, 0],
    [5, 6],
    [0x81, 0x80, 0x80, 0x80, 0x01, 1],
  ]) {
    expect(tryUnpack(Uint8Array.from([ROWS_METHOD, 9, ...layout, ...code]), 9)).toBe('corrupt');
  }
  expect(tryUnpack(Uint8Array.from([ROWS_METHOD, 9]), 9)).toBe('truncated');
  expect(tryUnpack(Uint8Array.from([ROWS_METHOD, 9, 5]), 9)).toBe('truncated');
});

test('more bytes than allowed are refused, however they were packed', () => {
  const zeros = new Uint8Array(100000);
  for (const content of CONTENTS) {
    const packed = packStream(zeros, { content });
    expect(tryUnpack(packed, zeros.length - 1)).toBe('memory-limit');
    expect(tryUnpack(packed, 0)).toBe('memory-limit');
  }
  expect(tryUnpack(bytesOf('\0abc'), 2)).toBe('memory-limit');
});

test('every truncation and any damage is an error or other bytes within the limit', () => {
  const random = randomInts(3);
  for (const content of ['qualities', 'names', 'numbers'] as const) {
    const bytes = TEXT.subarray(0, 1200);
    const packed = packStream(bytes, { content });
    for (let length = 0; length < packed.length; length += 1 + random(9)) {
      const result = tryUnpack(packed.subarray(0, length), bytes.length);
      if (typeof result !== 'string') expect(result.length).toBeLessThanOrEqual(bytes.length);
    }
    for (let n = 0; n < 60; n++) {
      const damaged = packed.slice();
      damaged[random(damaged.length)]! ^= 1 << random(8);
      const result = tryUnpack(damaged, bytes.length);
      if (typeof result !== 'string') expect(result.length).toBeLessThanOrEqual(bytes.length);
    }
  }
});

test('a modelled stream that claims more than 2^28 bytes is refused', () => {
  const length = [0xff, 0xff, 0xff, 0xff, 0x07];
  for (const method of [2, 3, 4, 5, 6, 7]) {
    const packed = Uint8Array.from([method + 8 * 31, ...length, 1, 2, 3, 4]);
    expect(tryUnpack(packed, 2 ** 32)).toBe('corrupt');
  }
  for (const first of [8, 16, 24]) {
    expect(tryUnpack(Uint8Array.from([first, ...length, 0, 1, 2, 3]), 2 ** 32)).toBe('corrupt');
  }
});

test('unknown methods, missing and superfluous bytes are refused', () => {
  expect(tryUnpack(new Uint8Array(0), 10)).toBe('truncated');
  expect(tryUnpack(bytesOf('\x20abc'), 10)).toBe('corrupt');
  expect(tryUnpack(bytesOf('\x01abc'), 10)).toBe('corrupt');
  const packed = packStream(TEXT);
  const longer = new Uint8Array(packed.length + 5);
  longer.set(packed);
  expect(tryUnpack(longer, TEXT.length)).toBe('corrupt');
  expect(tryUnpack(packed.subarray(0, packed.length - 20), TEXT.length)).toBe('truncated');
});

test('qualities of mates of other kinds are smaller when it is said that they are mates', () => {
  const random = randomInts(5);
  const line = (isSecond: boolean): string =>
    String.fromCharCode(
      ...Array.from(
        { length: 100 },
        (_, i) => (isSecond && i > 50 ? 40 : 66) + random(i > 70 ? 8 : 2),
      ),
    );
  const lines = Array.from({ length: 600 }, (_, i) => line(i % 2 === 1));
  const bytes = bytesOf(lines.join('\n'));
  const [mixed, told] = [false, true].map((areMates) =>
    packStream(bytes, { content: 'qualities', areMates }),
  );
  expect(told!.length).toBeLessThan(mixed!.length);
  expect(hexOf(unpackStream(told!, bytes.length))).toBe(hexOf(bytes));
});
