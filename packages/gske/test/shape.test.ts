import {
  checkVocabulary,
  countTokens,
  createJsEncoder,
  packBases,
  tailStart,
  tokenBytes,
  tokensOverNonAcgt,
  TokenStream,
  vocabularyBytes,
} from '@pmklc/gske';
import { expect, test } from 'vitest';

test.each([
  [{ s: 3, k: 3 }, 0, 0, 0],
  [{ s: 3, k: 3 }, 2, 0, 0],
  [{ s: 3, k: 3 }, 8, 2, 6],
  [{ s: 1, k: 3 }, 8, 6, 8],
  [{ s: 5, k: 2 }, 11, 2, 7],
  [{ s: 5, k: 2 }, 12, 3, 12],
])('%o of %i bases has %i windows and a tail from %i on', (shape, length, count, tail) => {
  expect([countTokens(length, shape), tailStart(length, shape)]).toEqual([count, tail]);
});

test('tokens take the smallest type that holds 4^k', () => {
  expect([1, 4, 5, 8, 9, 12].map(tokenBytes)).toEqual([1, 1, 2, 2, 4, 4]);
});

test('exactly the tokens over a non-ACGT byte are named', () => {
  const ascii = Buffer.from('ACGTNNACGTACGTACGTNA');
  for (const shape of [
    { s: 1, k: 3 },
    { s: 3, k: 3 },
    { s: 5, k: 2 },
  ]) {
    const { nonAcgt, length, tokens } = createJsEncoder().encodeSync(ascii, shape);
    const ranges = tokensOverNonAcgt(nonAcgt, length, shape);
    const named = [...tokens.keys()].filter((i) =>
      ranges.some((first, j) => j % 2 === 0 && i >= first && i < ranges[j + 1]),
    );
    const text = ascii.toString();
    const over = [...tokens.keys()].filter((i) =>
      text.slice(i * shape.s, i * shape.s + shape.k).includes('N'),
    );
    expect(named).toEqual(over);
  }
});

test('the guard names the sizes', () => {
  expect(vocabularyBytes(12, 64)).toBe(2 ** 30);
  const cap = { bytesPerToken: 64, capBytes: 2 ** 28, what: 'float32 embedding of width 16' };
  expect(() => checkVocabulary(11, cap)).not.toThrow();
  expect(() => checkVocabulary(12, cap)).toThrow(
    'k = 12 means 16777216 tokens; a float32 embedding of width 16 of 64 bytes each is 1 GiB, ' +
      'over the cap of 256 MiB (largest k that fits: 11)',
  );
  expect(() => checkVocabulary(1, { bytesPerToken: 8, capBytes: 31 })).toThrow('no k fits');
  expect(() => checkVocabulary(13, cap)).toThrow('k must be in 1..12');
});

test('the guard holds for streams too', () => {
  const vocabulary = { bytesPerToken: 1, capBytes: 1 };
  const open = () => new TokenStream(createJsEncoder(), { s: 1, k: 1 }, { vocabulary });
  expect(open).toThrow('over the cap of 1 B');
});

test('packing refuses what is no base', () => {
  expect(packBases(Uint8Array.of(0, 1, 2, 3, 3)).packed).toEqual(Uint8Array.of(0x1b, 0xc0));
  expect(() => packBases(Uint8Array.of(0, 4))).toThrow('base 1 must be in 0..3, got 4');
});

test('a stream takes one chunk at a time', async () => {
  const stream = new TokenStream(createJsEncoder(), { s: 1, k: 1 });
  const first = stream.push(Buffer.from('ACGT'));
  await expect(stream.push(Buffer.from('ACGT'))).rejects.toThrow(TypeError);
  expect((await first).tokens).toEqual(Uint8Array.of(0, 1, 2, 3));
});

test('packed and ASCII chunks may alternate', async () => {
  const stream = new TokenStream(createJsEncoder(), { s: 3, k: 4 });
  const tokens = [
    ...(await stream.push(packBases(Uint8Array.of(0, 1, 2)))).tokens,
    ...(await stream.push(Buffer.from('TNA'))).tokens,
    ...(await stream.push(packBases(Uint8Array.of(3, 3, 3, 3)))).tokens,
  ];
  expect(tokens).toEqual([0b00011011, 0b11000011, 0b11111111]);
});
