/**
 * Contract of every backend, as one suite. The tokens are compared with golden vectors made by
 * `tools/vectors/gske.mjs` and with the `js` reference.
 */
import type { Encoder, Encoding, TokenShape } from '@pmklc/gske';
import { createJsEncoder, decode, packBases, TokenStream } from '@pmklc/gske';
import { randomInts, readBytes, TESTDATA } from '@pmklc/testing';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { awkwardLength, randomAscii, toBases } from './inputs.ts';

interface Vector {
  text: string;
  s: number;
  k: number;
  tokens: number[];
  tail: number[];
  nonAcgt: number[];
}

const reference = createJsEncoder();
const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const vectors = JSON.parse(read('vectors.golden.json')) as Vector[];

/** All (s,k) of the published system's range. */
export const SMALL_SHAPES: TokenShape[] = [1, 2, 3, 4, 5, 6].flatMap((s) =>
  [1, 2, 3, 4, 5, 6].map((k) => ({ s, k })),
);

/** One that kernels may have a way of its own for, and one whose windows cross borders. */
const LONG_SHAPES: TokenShape[] = [
  { s: 3, k: 3 },
  { s: 2, k: 7 },
];

/** Fails when two encodings differ in anything but who made them; quick on large ones. */
export function expectSame(actual: Encoding, expected: Encoding, what: string): void {
  expect(actual.tokens.constructor, what).toBe(expected.tokens.constructor);
  expect(actual.length, what).toBe(expected.length);
  for (const part of ['tokens', 'tail', 'nonAcgt'] as const) {
    const [a, b] = [actual[part], expected[part]];
    if (Buffer.compare(bytesOf(a), bytesOf(b)) === 0) continue;
    const at = b.findIndex((value, i) => value !== a[i]);
    const sizes = `${a.length} and ${b.length} entries`;
    expect.fail(`${what}: ${part} differ at ${at}: ${a[at]}, expected ${b[at]}; ${sizes}`);
  }
}

function bytesOf(a: ArrayBufferView): Uint8Array {
  return new Uint8Array(a.buffer, a.byteOffset, a.byteLength);
}

/** @param count random inputs of awkward lengths, any shape, dirty and clean, ASCII and packed */
export async function checkRandomInputs(encoder: Encoder, count: number): Promise<void> {
  const int = randomInts(42);
  for (let i = 0; i < count; i++) {
    const shape = { s: 1 + int(int(3) === 0 ? 64 : 8), k: 1 + int(12) };
    const ascii = randomAscii(awkwardLength(int), i, [0, 0, 0.01, 0.5][int(4)]);
    const what = `input ${i}: (${shape.s},${shape.k}) of ${ascii.length}`;
    const expected = reference.encodeSync(ascii, shape);
    expectSame(await encoder.encode(ascii, shape), expected, what);
    const start = int(Math.min(9, ascii.length + 1));
    const clean = randomAscii(ascii.length, i);
    const bases = { ...packBases(toBases(clean)), start, length: ascii.length - start };
    const same = reference.encodeSync(clean.subarray(start), shape);
    expectSame(await encoder.encode(bases, shape), same, `${what}, packed from ${start}`);
  }
}

/** The suite. `create` is called once; `random` is how many random inputs to try. */
export function testContract(create: () => Promise<Encoder>, random = 150): void {
  let encoder: Encoder;
  beforeAll(async () => {
    encoder = await create();
  });
  afterAll(() => encoder?.destroy());

  test('golden vectors', async () => {
    for (const { text, s, k, tokens, tail, nonAcgt } of vectors) {
      const made = await encoder.encode(Buffer.from(text), { s, k });
      const plain = [made.tokens, made.tail, made.nonAcgt].map((list) => [...list]);
      expect(plain, `(${s},${k}) of ${text}`).toEqual([tokens, tail, nonAcgt]);
    }
  });

  test('a real file in every small shape', async () => {
    const file = readBytes(`${TESTDATA}/hiv1.fa`).subarray(0, 50_003);
    for (const shape of SMALL_SHAPES) {
      const expected = reference.encodeSync(file, shape);
      const what = `(${shape.s},${shape.k})`;
      expectSame(await encoder.encode(file, shape), expected, what);
    }
  });

  test('a sequence longer than any slice of a kernel', async () => {
    const ascii = readBytes(`${TESTDATA}/HePy.seq`).slice(0, 1_100_003);
    ascii[1_000_000] = 0x4e;
    for (const { s, k } of LONG_SHAPES) {
      const expected = reference.encodeSync(ascii, { s, k });
      expectSame(await encoder.encode(ascii, { s, k }), expected, `(${s},${k})`);
    }
  });

  test('random inputs of awkward lengths', () => checkRandomInputs(encoder, random));

  test('every byte that is not a base is reported', async () => {
    const ascii = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const { nonAcgt, tokens } = await encoder.encode(ascii, { s: 1, k: 1 });
    const reported = new Set<number>();
    for (let i = 0; i < nonAcgt.length; i += 2) {
      for (let at = nonAcgt[i]; at < nonAcgt[i + 1]; at++) reported.add(at);
    }
    const bases = [...'ACGTacgt'].map((letter) => letter.charCodeAt(0));
    expect(reported.size).toBe(248);
    expect(bases.map((byte) => tokens[byte])).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
    expect(bases.filter((byte) => reported.has(byte))).toEqual([]);
    expect([...reported].filter((byte) => tokens[byte] !== 0)).toEqual([]);
  });

  test('the input is only read, and may start anywhere in its buffer', async () => {
    const whole = randomAscii(1000, 1);
    const copy = whole.slice();
    const expected = reference.encodeSync(copy.subarray(7, 990), { s: 3, k: 3 });
    expectSame(await encoder.encode(whole.subarray(7, 990), { s: 3, k: 3 }), expected, 'inner');
    expect(whole).toEqual(copy);
  });

  test('the result may go in memory of the caller', async () => {
    const ascii = randomAscii(5000, 3, 0.01);
    for (const [k, output] of [
      [3, new Uint8Array(2000)],
      [5, new Uint16Array(1000)],
      [9, new Uint32Array(600)],
    ] as const) {
      const shape = { s: k, k };
      const encoding = await encoder.encode(ascii, shape, { output });
      expectSame(encoding, reference.encodeSync(ascii, shape), `k = ${k}`);
      expect(encoding.tokens.buffer).toBe(output.buffer);
      const tooShort = output.subarray(0, encoding.tokens.length - 1);
      await expect(encoder.encode(ascii, shape, { output: tooShort })).rejects.toThrow(RangeError);
    }
    const wrong = { output: new Uint16Array(5000) };
    await expect(encoder.encode(ascii, { s: 3, k: 3 }, wrong)).rejects.toThrow('Uint8Array');
  });

  test('tokens and tail decode to the bases', async () => {
    for (const { s, k } of SMALL_SHAPES.filter(({ s, k }) => s <= k)) {
      for (const length of [0, 1, k - 1, k, 100, 101]) {
        const ascii = randomAscii(length, length);
        const encoding = await encoder.encode(ascii, { s, k });
        expect(decode(encoding, { s, k })).toEqual(toBases(ascii));
      }
    }
  });

  test('chunks give the tokens of the whole', async () => {
    const int = randomInts(7);
    for (let round = 0; round < 12; round++) {
      const shape = { s: 1 + int(round % 2 ? 20 : 5), k: 1 + int(12) };
      await checkChunks(encoder, shape, randomAscii(400, round, 0.02), int);
    }
  });

  test('calls at the same time do not mix', async () => {
    const inputs = [0, 1, 2, 3, 4, 5].map((i) => randomAscii(5000 + i, i, 0.001));
    const shape = { s: 3, k: 3 };
    const all = await Promise.all(inputs.map((ascii) => encoder.encode(ascii, shape)));
    all.forEach((made, i) => {
      expectSame(made, reference.encodeSync(inputs[i], shape), `call ${i}`);
    });
  });

  test('an aborted signal stops the call with its reason', async () => {
    const reason = new Error('enough');
    const options = { signal: AbortSignal.abort(reason) };
    const call = encoder.encode(randomAscii(100, 1), { s: 3, k: 3 }, options);
    await expect(call).rejects.toBe(reason);
  });

  test('bad calls are refused', async () => {
    const ascii = randomAscii(10, 1);
    const bad = { s: 1, k: 13 };
    await expect(encoder.encode(ascii, bad)).rejects.toThrow('k must be in 1..12, got 13');
    await expect(encoder.encode(ascii, { s: 0, k: 3 })).rejects.toThrow(RangeError);
    await expect(encoder.encode(ascii, { s: 1.5, k: 3 })).rejects.toThrow(RangeError);
    await expect(encoder.encode('ACGT' as never, { s: 1, k: 1 })).rejects.toThrow(TypeError);
    const beyond = encoder.encode({ packed: ascii, length: 41 }, { s: 1, k: 1 });
    await expect(beyond).rejects.toThrow(RangeError);
  });

  test('a vocabulary over the cap is refused', async () => {
    const vocabulary = { bytesPerToken: 256, capBytes: 2 ** 20 };
    const ascii = randomAscii(20, 1);
    await encoder.encode(ascii, { s: 1, k: 6 }, { vocabulary });
    const call = encoder.encode(ascii, { s: 1, k: 7 }, { vocabulary });
    await expect(call).rejects.toThrow('4 MiB, over the cap of 1 MiB (largest k that fits: 6)');
  });
}

async function checkChunks(
  encoder: Encoder,
  shape: TokenShape,
  ascii: Uint8Array,
  int: (below: number) => number,
): Promise<void> {
  const stream = new TokenStream(encoder, shape);
  const tokens: number[] = [];
  const dirty = new Set<number>();
  for (let at = 0; at < ascii.length;) {
    const size = Math.min(ascii.length - at, int(int(4) === 0 ? 100 : 12));
    const part = await stream.push(ascii.subarray(at, at + size));
    tokens.push(...part.tokens);
    for (let i = 0; i < part.nonAcgt.length; i += 2) {
      for (let p = part.nonAcgt[i]; p < part.nonAcgt[i + 1]; p++) dirty.add(p);
    }
    at += size;
  }
  const whole = reference.encodeSync(ascii, shape);
  const what = `(${shape.s},${shape.k})`;
  expect(tokens, what).toEqual([...whole.tokens]);
  expect(stream.finish(), what).toEqual({
    length: whole.length,
    count: whole.tokens.length,
    tail: whole.tail,
  });
  const isBase = (byte: number) => 'ACGTacgt'.includes(String.fromCharCode(byte));
  expect([...dirty], what).toEqual([...ascii.keys()].filter((p) => !isBase(ascii[p])));
}
