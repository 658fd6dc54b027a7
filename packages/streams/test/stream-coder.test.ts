/**
 * One contract for the plain implementation and the compiled one: both write the same bytes, and read them.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PmklcError } from '@pmklc/core';
import { bytesOf, hexOf, isEqual, randomInts } from '@pmklc/testing';
import { STREAM_KINDS, type StreamKind } from '../src/model-stream.ts';
import { chooseTree } from '../src/qualities/quality-tree.ts';
import type { QualityPlan } from '../src/qualities/quality-stream.ts';
import { referenceCoder, type StreamCoder } from '../src/stream-coder.ts';
import { wasmCoder } from '../src/wasm/wasm-coder.ts';
import { QUALITIES, ROW_LAYOUTS, STREAMS } from './inputs.ts';
import { LAYOUT, PROTEINS, PROTEINS_PACKED } from './protein-vector.ts';

function planFor(
  bytes: Uint8Array,
  slotBits = 12,
  more: Pick<QualityPlan, 'copies' | 'areMates'> = {},
): QualityPlan {
  const histogram = new Uint32Array(256);
  for (const byte of bytes) histogram[byte]!++;
  return { tree: chooseTree(histogram), slotBits, ...more };
}

/** How many lines back the last equal one is, for each line; 0 for none. */
function allCopies(bytes: Uint8Array): Int32Array {
  const lines = String.fromCharCode(...bytes).split('\n');
  return Int32Array.from(lines, (line, i) => i - lines.slice(0, i).lastIndexOf(line)).map(
    (distance, i) => (distance > i ? 0 : distance),
  );
}

/** Plans with and without copies, of mates and not. */
function waysOf(bytes: Uint8Array): readonly Pick<QualityPlan, 'copies' | 'areMates'>[] {
  const copies = allCopies(bytes);
  return [{}, { copies }, { areMates: true }, { copies, areMates: true }];
}

// [kind, code] of the same text. Bytes on disk depend on these: a change is a format change.
const MODELLED: [StreamKind, string][] = [
  ['primed', '03ff81dbb603302a085f944324db46a6'],
  ['text', '98aff5bc8941e6b006fa7c9511ee05e56c'],
  ['table1', '9731364d0ab6eeba6cf5b8a15c00b23c8165'],
  ['table2', '973063ad877652f1cd125e825c336934f3dca5bc1bef84aee911'],
  ['table3', '973062bba10c29832a34abe5ff5f443920da7b94d23bafa41fe3c2b84878'],
];
const NAMES = bytesOf('r.1:7/1\nr.2:9/1\nr.3:12/1\n'.repeat(2));

const ALIGNMENT = bytesOf('a AC-GTA\nb ACCGTA\n\n'.repeat(3));

// [first, width, code].
const ROWS: [number, number, string][] = [
  [0, 0, 'a99a8b1e5ffa9444e0173ee0c585249ba9f8b7'],
  [8, 8, 'a9adf8b90170858bffc6fbffd86331c4149e2a6d55364f'],
  [3, 25, 'a9adf9fe41948f454c27a49a392ba79134a9b0a84bbb'],
];

// [qualities, slotBits, code].
const CODED_QUALITIES: [string, number, string][] = [
  ['#', 10, 'ffdcfc'],
  ['IIIIHHGGF##\nIIIHH\n\nIIIHG####FF\nIIHHIIIIGG#', 12, 'dc9428815232eafb2dd93ec364e5e065db36bb'],
  [
    'FFF:FFFF,F\nFFFF:FFFF#\nFFFFFFFFFF\n'.repeat(9),
    20,
    '5c942948602e2470492632c65d893cc4f8dc2801d51de97ca2d6d7',
  ],
];

const COPIED_LINES = bytesOf(
  `${'FFF:FFFF,F\nFFFF:FFFF#\n\nFFFFFFFFFF\n'.repeat(3)}FFFFFFFFFF\n\nFFF:FFFF,F`,
);

describe.each<[string, StreamCoder]>([
  ['reference', referenceCoder],
  ['WebAssembly', wasmCoder],
])('%s', (_name, coder) => {
  test.each(MODELLED)('golden: modelled as %s', (kind, hex) => {
    expect(hexOf(coder.encodeModelled(NAMES, kind))).toBe(hex);
  });

  test('golden: names', () => {
    expect(hexOf(coder.encodeNames(NAMES))).toBe('98aff5bc8941e6ae15824708ca04773d3b8a0f64b3');
  });

  test.each(CODED_QUALITIES)('golden: qualities %j', (text, slotBits, hex) => {
    const bytes = bytesOf(text);
    expect(hexOf(coder.encodeQualities(bytes, planFor(bytes, slotBits)))).toBe(hex);
  });

  test('golden: lines of qualities that are copied', () => {
    const code = coder.encodeQualities(
      COPIED_LINES,
      planFor(COPIED_LINES, 12, { copies: allCopies(COPIED_LINES) }),
    );
    expect(hexOf(code)).toBe('d4942948602e271b9698641e86876560895de17a');
  });

  test('golden: qualities of mates', () => {
    const plan = planFor(COPIED_LINES, 12, { areMates: true });
    expect(hexOf(coder.encodeQualities(COPIED_LINES, plan))).toBe(
      'd8942948602e2470492617de8cb4c9844ce0671ad8812689',
    );
  });

  test.each(ROWS)('golden: rows, the first of %i and all others of %i', (first, width, hex) => {
    expect(hexOf(coder.encodeRows(ALIGNMENT, { width, first }))).toBe(hex);
  });

  test('golden: proteins', () => {
    const code = coder.encodeProteins(PROTEINS, LAYOUT);
    expect(hexOf(code)).toBe(hexOf(PROTEINS_PACKED.subarray(-code.length)));
  });

  test.each(STREAMS)('%s are decoded, whatever they are modelled as', (_name, bytes) => {
    for (const kind of STREAM_KINDS) {
      const code = coder.encodeModelled(bytes, kind);
      expect(isEqual(coder.decodeModelled(code, kind, bytes.length), bytes)).toBe(true);
    }
    const names = coder.encodeNames(bytes);
    expect(isEqual(coder.decodeNames(names, bytes.length), bytes)).toBe(true);
    const code = coder.encodeProteins(bytes, LAYOUT);
    expect(isEqual(coder.decodeProteins(code, LAYOUT, bytes.length), bytes)).toBe(true);
    for (const layout of ROW_LAYOUTS) {
      const rows = coder.encodeRows(bytes, layout);
      expect(isEqual(coder.decodeRows(rows, layout, bytes.length), bytes)).toBe(true);
    }
  });

  test.each(QUALITIES)('%s are decoded as qualities', (_name, bytes) => {
    for (const more of waysOf(bytes)) {
      const code = coder.encodeQualities(bytes, planFor(bytes, 12, more));
      expect(isEqual(coder.decodeQualities(code, bytes.length), bytes)).toBe(true);
    }
  });

  test('a copy of more bytes than are missing, or of no line, is corrupt', () => {
    const copies = allCopies(COPIED_LINES);
    const code = coder.encodeQualities(COPIED_LINES, planFor(COPIED_LINES, 12, { copies }));
    expect(errorOf(() => coder.decodeQualities(code, 60))).toBe('corrupt');
    copies[4] = 5;
    const bad = coder.encodeQualities.bind(
      undefined,
      COPIED_LINES,
      planFor(COPIED_LINES, 12, { copies }),
    );
    expect(errorOf(() => coder.decodeQualities(bad(), COPIED_LINES.length))).toBe('corrupt');
  });

  test('code that ends too early is truncated', () => {
    const [, text] = byName('titles');
    const code = coder.encodeModelled(text, 'text').subarray(0, 40);
    expect(errorOf(() => coder.decodeModelled(code, 'text', text.length))).toBe('truncated');
    const names = coder.encodeNames(text).subarray(0, 40);
    expect(errorOf(() => coder.decodeNames(names, text.length))).toBe('truncated');
    const [, lines] = byName('qualities');
    const short = coder.encodeQualities(lines, planFor(lines)).subarray(0, 31);
    expect(errorOf(() => coder.decodeQualities(short, lines.length))).toBe('truncated');
  });

  test('bytes behind the code, and a line that is too long, are corrupt', () => {
    const bytes = bytesOf('IIIH\nHHHI\nIIIH');
    const code = coder.encodeQualities(bytes, planFor(bytes));
    const longer = new Uint8Array([...code, 1, 2, 3, 4, 5, 6]);
    expect(errorOf(() => coder.decodeQualities(longer, bytes.length))).toBe('corrupt');
    expect(errorOf(() => coder.decodeQualities(code, bytes.length - 6))).toBe('corrupt');
  });
});

function byName(name: string): readonly [string, Uint8Array] {
  return STREAMS.find(([stream]) => stream === name)!;
}

function errorOf(decode: () => Uint8Array): string {
  try {
    return hexOf(decode());
  } catch (error) {
    if (!(error instanceof PmklcError)) throw error;
    return error.code;
  }
}

test('both write the same bytes for any stream', () => {
  const lines = fc
    .array(fc.array(fc.constantFrom(35, 44, 58, 70, 71, 72, 73, 126, 200), { maxLength: 60 }))
    .map((rows) => Uint8Array.from(rows.flatMap((row, i) => (i > 0 ? [10, ...row] : row))));
  const kinds = fc.constantFrom(...STREAM_KINDS);
  fc.assert(
    fc.property(fc.oneof(lines, fc.uint8Array({ maxLength: 400 })), kinds, (bytes, kind) => {
      const [a, b] = [referenceCoder, wasmCoder].map((coder) => [
        coder.encodeModelled(bytes, kind),
        coder.encodeNames(bytes),
        ...(bytes.some((byte) => byte !== 10)
          ? waysOf(bytes).map((more) =>
              coder.encodeQualities(bytes, planFor(bytes, 10 + (bytes.length % 4), more)),
            )
          : []),
        coder.encodeRows(bytes, ROW_LAYOUTS[bytes.length % ROW_LAYOUTS.length]!),
        coder.encodeProteins(bytes, { width: bytes.length % 70, isCrLf: bytes.length % 2 === 1 }),
      ]);
      expect(a!.map(hexOf)).toEqual(b!.map(hexOf));
    }),
    { numRuns: 12 },
  );
});

test('both say the same of damaged names', () => {
  const random = randomInts(29);
  const [, bytes] = byName('names that count');
  const code = referenceCoder.encodeNames(bytes);
  for (let n = 0; n < 30; n++) {
    const damaged = code.slice(0, code.length - random(9));
    damaged[random(damaged.length)]! ^= 1 << random(8);
    const [a, b] = [referenceCoder, wasmCoder].map((coder) =>
      errorOf(() => coder.decodeNames(damaged, bytes.length)),
    );
    expect(a).toBe(b);
  }
});

test('both say the same of damaged qualities', () => {
  const random = randomInts(23);
  const [, bytes] = byName('qualities');
  const codes = waysOf(bytes).map((more) =>
    referenceCoder.encodeQualities(bytes, planFor(bytes, 12, more)),
  );
  for (let n = 0; n < 120; n++) {
    const code = codes[n % codes.length]!;
    const damaged = code.slice(0, code.length - random(9));
    damaged[random(n < 60 ? 12 : damaged.length)]! ^= 1 << random(8);
    const [a, b] = [referenceCoder, wasmCoder].map((coder) =>
      errorOf(() => coder.decodeQualities(damaged, bytes.length)),
    );
    expect(a).toBe(b);
  }
});
