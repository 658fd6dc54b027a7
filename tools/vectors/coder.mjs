/**
 * Golden vectors of the range coder, from exact arithmetic that shares nothing with the package:
 * `low` is one big integer that is never cut into bytes, so there is no carry to propagate, and
 * the payload is searched for by its definition (docs/format/README.md, "Payload").
 *
 *   node tools/vectors/coder.mjs            # writes packages/coder/test/vectors.golden.json
 *   node tools/vectors/coder.mjs --check    # exits 1 when that file would change
 */
import { readFileSync, writeFileSync } from 'node:fs';

const OUT = new URL('../../packages/coder/test/vectors.golden.json', import.meta.url);

/** Symbols as [start, freq, totalBits] -> hex. */
function encode(symbols) {
  let low = 0n; // in units of 256^-digits
  let range = 0xffffffffn;
  let digits = 4;
  for (const [start, freq, totalBits] of symbols) {
    const lo = (range * BigInt(start)) >> BigInt(totalBits);
    const hi = (range * BigInt(start + freq)) >> BigInt(totalBits);
    low += lo;
    range = hi - lo;
    while (range < 1n << 24n) {
      low <<= 8n;
      range <<= 8n;
      digits++;
    }
  }
  return shortest(low, range, digits);
}

/** The fewest bytes, at most 8 below `digits`, whose value lies in [low, low + range). */
function shortest(low, range, digits) {
  for (let length = Math.max(0, digits - 8); ; length++) {
    const unit = 1n << BigInt(8 * (digits - length));
    const value = (low + unit - 1n) / unit;
    if (value * unit < low + range) {
      return length === 0 ? '' : value.toString(16).padStart(2 * length, '0');
    }
  }
}

/** xorshift32: the vectors must not depend on a library. */
function randomness(seed) {
  let x = seed;
  return (bound) => {
    x ^= x << 13;
    x >>>= 0;
    x ^= x >>> 17;
    x ^= x << 5;
    x >>>= 0;
    return x % bound;
  };
}

function randomIntervals(seed, count, maxBits) {
  const random = randomness(seed);
  return Array.from({ length: count }, () => {
    const totalBits = 1 + random(maxBits);
    const start = random(2 ** totalBits);
    return [start, 1 + random(2 ** totalBits - start), totalBits];
  });
}

const repeat = (n, symbol) => Array.from({ length: n }, () => symbol);

const CASES = {
  'no symbols': [],
  'one bit, 0': [[0, 1, 1]],
  'one bit, 1': [[1, 1, 1]],
  'the whole interval, 100 times': repeat(100, [0, 65536, 16]),
  'ACGT, equal frequencies': [0, 1, 2, 3].map((b) => [b * 16384, 16384, 16]),
  // Frequencies 1 + floor(65532 * count / sum), counts from 1; the last base takes what is left.
  'ACGT, order-0 counts': [
    [0, 16384, 16],
    [26213, 13107, 16],
    [43690, 10923, 16],
    [56172, 9364, 16],
  ],
  'poly-A, equal frequencies: zeros are dropped, but for 8': repeat(100, [0, 16384, 16]),
  'poly-T, equal frequencies: ends in a carry': repeat(100, [49152, 16384, 16]),
  'likeliest first symbol': repeat(300, [0, 65533, 16]),
  'likeliest last symbol': repeat(300, [3, 65533, 16]),
  'rarest first symbol': repeat(20, [0, 1, 16]),
  'rarest last symbol': repeat(20, [65535, 1, 16]),
  'rarest of 2^20, last': repeat(20, [2 ** 20 - 1, 1, 20]),
  'rarest of 2^20, in the middle': repeat(20, [2 ** 19, 1, 20]),
  // 127/256 + 1/512 + ... stays just below one half: a long run of 0xff that may still carry.
  'a run of ff, then no carry': [[127, 1, 8], ...repeat(12, [255, 1, 8]), [0, 1, 8]],
  'a run of ff, then a carry': [
    [0, 129, 8],
    ...repeat(12, [126, 4, 8]),
    [3, 1, 2],
    ...repeat(8, [3, 1, 2]),
  ],
  'random intervals of up to 2^4': randomIntervals(1, 200, 4),
  'random intervals of up to 2^16': randomIntervals(2, 200, 16),
  'random intervals of up to 2^20': randomIntervals(3, 200, 20),
};

const vectors = Object.entries(CASES).map(([name, symbols]) => ({
  name,
  symbols,
  payload: encode(symbols),
}));
const text = `[\n${vectors.map((v) => JSON.stringify(v)).join(',\n')}\n]\n`;

if (process.argv.includes('--check')) {
  if (readFileSync(OUT, 'utf8') !== text) {
    console.error(
      'packages/coder/test/vectors.golden.json is not what tools/vectors/coder.mjs writes',
    );
    process.exitCode = 1;
  }
} else {
  writeFileSync(OUT, text);
}
