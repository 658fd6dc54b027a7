/**
 * Speed and cost of the range coder alone: no model, symbols drawn beforehand.
 *
 *   npx nx build coder && node bench/packages/coder.mjs
 */
import { RangeDecoder, RangeEncoder } from '@pmklc/coder';
import { randomWords } from '@pmklc/testing';

const COUNT = 5_000_000;
const ROUNDS = 5;

// Four bases out of 2^16: as for DNA that hardly compresses, as for repeats, and as for long runs.
const CASES = {
  '1.9 bits a base': [22000, 14000, 13536, 16000],
  '0.2 bits a base': [1000, 63536, 500, 500],
  '0.0008 bits a base': [1, 1, 1, 65533],
};

function draw(freq) {
  const bases = new Uint8Array(COUNT);
  const next = randomWords(1);
  for (let i = 0; i < COUNT; i++) {
    let left = next() >>> 16;
    let base = 0;
    while (left >= freq[base]) left -= freq[base++];
    bases[i] = base;
  }
  return bases;
}

function encode(bases, freq, start) {
  const encoder = new RangeEncoder();
  for (let i = 0; i < COUNT; i++) encoder.encode(start[bases[i]], freq[bases[i]], 16);
  return encoder.finish();
}

function decode(payload, freq, start) {
  const decoder = new RangeDecoder(payload);
  let sum = 0;
  for (let i = 0; i < COUNT; i++) {
    const target = decoder.target(16);
    let base = 0;
    while (base < 3 && target >= start[base + 1]) base++;
    decoder.consume(start[base], freq[base], 16);
    sum += base;
  }
  decoder.finish();
  return sum;
}

/** Result and the least seconds of `ROUNDS`. */
function time(run) {
  let best = Infinity;
  let result;
  for (let i = 0; i < ROUNDS; i++) {
    const begin = performance.now();
    result = run();
    best = Math.min(best, (performance.now() - begin) / 1000);
  }
  return [result, best];
}

for (const [name, freq] of Object.entries(CASES)) {
  const start = freq.map((_, b) => freq.slice(0, b).reduce((a, f) => a + f, 0));
  const bases = draw(freq);
  const entropy = bases.reduce((bits, b) => bits + 16 - Math.log2(freq[b]), 0);
  const [payload, encodeS] = time(() => encode(bases, freq, start));
  const [sum, decodeS] = time(() => decode(payload, freq, start));
  if (sum !== bases.reduce((a, b) => a + b, 0)) throw new Error('round trip failed');
  const excess = ((payload.length * 8) / entropy - 1) * 100;
  console.log(
    `${name}: encode ${(COUNT / encodeS / 1e6).toFixed(1)}, decode ${(COUNT / decodeS / 1e6).toFixed(1)} ` +
      `M symbols/s; ${payload.length} bytes, ${excess.toFixed(4)} % over the entropy`,
  );
}
