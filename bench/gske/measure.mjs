/**
 * One candidate at one k over all sizes, in a process of its own so that no other shaped its
 * machine code. Prints `[{ bytes, mbPerS }]`.
 *
 *   node bench/gske/measure.mjs CANDIDATE K MAX_BYTES
 */
import { makeAscii } from './ascii.mjs';
import { CANDIDATES } from './candidates.mjs';

/** 1 kB to 256 MB. */
const SIZES = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 2.56e8];
const ROUNDS = 3;
/** A round repeats the call until the clock's resolution does not matter. */
const ROUND_S = 0.03;
/** No more of a candidate after a call this long. */
const TOO_LONG_S = 1.5;

const [name, k, maxBytes] = process.argv.slice(2);
const shape = { s: Number(k), k: Number(k) };
const { clock, make } = CANDIDATES[name];

function seconds() {
  if (clock === 'wall') return performance.now() / 1000;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Seconds of each of `calls` calls: by the candidate's clock, and by the wall's. */
async function time(encode, ascii, calls) {
  const [begin, wallBegin] = [seconds(), performance.now()];
  for (let i = 0; i < calls; i++) await encode(ascii, shape);
  return [(seconds() - begin) / calls, (performance.now() - wallBegin) / 1000 / calls];
}

/**
 * Seconds of a call: the fastest round. How many calls a round takes is found by the wall's clock,
 * which unlike CPU time cannot seem to stand still.
 */
async function fastest(encode, ascii) {
  let calls = 1;
  let [best, wall] = await time(encode, ascii, calls);
  while (wall * calls < ROUND_S) {
    calls *= 2;
    [best, wall] = await time(encode, ascii, calls);
  }
  for (let i = 1; i < ROUNDS && wall < TOO_LONG_S; i++) {
    best = Math.min(best, (await time(encode, ascii, calls))[0]);
  }
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
