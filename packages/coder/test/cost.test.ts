import { RangeDecoder, RangeEncoder, scaleCounts } from '@pmklc/coder';
import { randomWords } from '@pmklc/testing';
import { describe, expect, test } from 'vitest';

function cumulate(freq: Uint32Array): Uint32Array {
  const cumulative = new Uint32Array(freq.length + 1);
  freq.forEach((f, s) => (cumulative[s + 1] = cumulative[s]! + f));
  return cumulative;
}

/** The symbol whose interval holds `target`. */
function locate(cumulative: Uint32Array, target: number): number {
  let from = 0;
  let to = cumulative.length - 1;
  while (to - from > 1) {
    const middle = (from + to) >>> 1;
    if (cumulative[middle]! <= target) from = middle;
    else to = middle;
  }
  return from;
}

/** Draws symbols from `freq`, codes them, checks the round trip; bits written and model entropy. */
function measure(freq: Uint32Array, totalBits: number, count: number) {
  const cumulative = cumulate(freq);
  const random = randomWords(12345);
  const symbols = new Uint16Array(count);
  const encoder = new RangeEncoder();
  let entropy = 0;
  for (let i = 0; i < count; i++) {
    const s = locate(cumulative, random() >>> (32 - totalBits));
    symbols[i] = s;
    entropy += totalBits - Math.log2(freq[s]!);
    encoder.encode(cumulative[s]!, freq[s]!, totalBits);
  }
  const payload = encoder.finish();

  const decoder = new RangeDecoder(payload);
  const decoded = new Uint16Array(count);
  for (let i = 0; i < count; i++) {
    const s = locate(cumulative, decoder.target(totalBits));
    decoded[i] = s;
    decoder.consume(cumulative[s]!, freq[s]!, totalBits);
  }
  decoder.finish();
  // Not `toEqual`, which takes seconds for millions of symbols.
  expect(Buffer.compare(Buffer.from(decoded.buffer), Buffer.from(symbols.buffer))).toBe(0);
  return { bits: payload.length * 8, entropy };
}

// [symbols in the alphabet, totalBits]
const ALPHABETS: [number, number][] = [
  [2, 1],
  [4, 16],
  [64, 12],
  [256, 16],
  [4096, 20],
  [65536, 16],
  [65536, 20],
];

describe('cost within 0.05 % of the entropy of the model', () => {
  test.each(ALPHABETS)('%d symbols out of 2^%d, Zipf', (n, totalBits) => {
    const counts = Array.from({ length: n }, (_, s) => Math.floor(1e7 / (s + 1)));
    const { bits, entropy } = measure(scaleCounts(counts, totalBits), totalBits, 200_000);
    expect(bits).toBeLessThan(entropy * 1.0005);
  });
});

test('a very predictable sequence costs within 0.5 % of its entropy', () => {
  const freq = Uint32Array.of(1, 65533, 1, 1);
  const { bits, entropy } = measure(freq, 16, 4_000_000);
  expect(Math.abs(bits / entropy - 1)).toBeLessThan(0.005);
});

test('a million times the likeliest symbol costs within 0.5 % of its entropy, at either end', () => {
  for (const start of [0, 3]) {
    const encoder = new RangeEncoder();
    for (let i = 0; i < 1e6; i++) encoder.encode(start, 65533, 16);
    const bytes = encoder.finish().length;
    // -log2(65533/65536) * 1e6 / 8 = 8.255 bytes; a whole number of bytes cannot come closer.
    expect(bytes).toBeLessThanOrEqual(9);
  }
});

test('ten million times the likeliest symbol', () => {
  const encoder = new RangeEncoder();
  for (let i = 0; i < 1e7; i++) encoder.encode(3, 65533, 16);
  const entropy = 1e7 * (16 - Math.log2(65533));
  expect(encoder.finish().length * 8).toBeLessThan(entropy * 1.005 + 8);
});
