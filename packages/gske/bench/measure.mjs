/**
 * One candidate at one k over all sizes, in a process of its own so that no other shaped its
 * machine code. Prints `[{ bytes, mbPerS }]`.
 *
 *   node packages/gske/bench/measure.mjs CANDIDATE K MAX_BYTES
 */
import { CANDIDATES } from './candidates.mjs';

/** 1 kB to 256 MB. */
const SIZES = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 2.56e8];
const ROUNDS = 5;
/** A round repeats the call until the clock's resolution does not matter. */
const ROUND_S = 0.03;
/** No more of a candidate after a call this long. */
const TOO_LONG_S = 4;

const [name, k, maxBytes] = process.argv.slice(2);
const shape = { s: Number(k), k: Number(k) };
const { clock, make } = CANDIDATES[name];

function seconds() {
  if (clock === 'wall') return performance.now() / 1000;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Bases without pattern: a generator's megabyte, repeated. */
function makeAscii(bytes) {
  const ascii = new Uint8Array(bytes);
  let x = 1;
  for (let i = 0; i < Math.min(bytes, 1e6); i++) {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
    ascii[i] = 'ACGT'.charCodeAt(x >>> 30);
  }
  for (let at = 1e6; at < bytes; at += 1e6) ascii.copyWithin(at, 0, Math.min(1e6, bytes - at));
  return ascii;
}

async function time(encode, ascii, calls) {
  const begin = seconds();
  for (let i = 0; i < calls; i++) await encode(ascii, shape);
  return (seconds() - begin) / calls;
}

/** Seconds of a call: the fastest round, after one that warms up and says how many calls to make. */
async function fastest(encode, ascii) {
  let once = await time(encode, ascii, 1);
  while (once * 20 < ROUND_S) {
    const calls = Math.ceil(ROUND_S / 4 / Math.max(once, 1e-6));
    once = await time(encode, ascii, calls);
    if (once * calls > ROUND_S / 8) break;
  }
  if (once > TOO_LONG_S) return once;
  const calls = Math.max(1, Math.ceil(ROUND_S / once));
  let best = Infinity;
  for (let i = 0; i < ROUNDS; i++) best = Math.min(best, await time(encode, ascii, calls));
  return best;
}

const encode = await make();
const results = [];
for (const bytes of SIZES) {
  if (bytes > Number(maxBytes)) break;
  const best = await fastest(encode, makeAscii(bytes));
  results.push({ bytes, mbPerS: bytes / best / 1e6 });
  if (best > TOO_LONG_S) break;
}
console.log(JSON.stringify(results));
process.exit(0);
