/**
 * Compares the last run of the bench with the last release candidate, or adds one to docs/benchmarks/history.jsonl.
 *
 *   npm run bench:check                            exit status 1 and a line for each file that grew or level that slowed down
 *   node bench/history.mjs --add 0.1.0-rc.1  one line more in the history
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { pathOf, readResult } from './results.mjs';
import { mean } from './numbers.mjs';
import { noiseOf, overallSpeed, peerSpeed } from './tables/summary.mjs';

/** A file may grow by so much: what is found elsewhere may cost a few bytes here. */
const MOST_GROWTH = 0.001;
/** A level may slow down by so much more than the noise. */
const MOST_SLOWDOWN = 0.1;

const HISTORY = 'history.jsonl';

/** The candidates, oldest first. */
export function readHistory() {
  if (!existsSync(pathOf(HISTORY))) return [];
  const lines = readFileSync(pathOf(HISTORY), 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}

/** Summary of a run of the bench, as the history keeps it. */
export function candidateOf(name, bench) {
  const sizesOf = ({ results }) =>
    Object.fromEntries(bench.levels.map((level) => [level, results[level].bytes]));
  return {
    name,
    date: bench.date,
    machine: bench.machine,
    select: bench.select,
    noise: Number(noiseOf(bench).typical.toFixed(3)),
    speed: overallSpeed(bench),
    peers: peerSpeed(bench),
    files: Object.fromEntries(bench.files.map((file) => [file.name, sizesOf(file)])),
  };
}

const percent = (x) => `${(100 * x).toFixed(2)} %`;

function growths(last, now) {
  return Object.entries(last.files).flatMap(([file, sizes]) =>
    Object.entries(sizes).flatMap(([level, bytes]) => {
      const size = now.files[file]?.[level];
      if (size === undefined) return [`${file}: not measured with ${level}`];
      if (size - bytes <= bytes * MOST_GROWTH) return [];
      return [`${file}: ${bytes} to ${size} bytes with ${level} (+${percent(size / bytes - 1)})`];
    }),
  );
}

/**
 * Change of the time of xz, to which all are compared, beside that of the peers that both runs have, itself among them: in
 * one run it took 0.5 to 0.9 of its time in another, and so we seemed a fifth slower. A geometric mean.
 */
function drift({ peers: before = {} }, { peers: after = {} }) {
  const common = Object.keys(before).filter((name) => name in after);
  if (common.length === 0) return 1;
  return Math.exp(mean(common.map((name) => Math.log(after[name] / before[name]))));
}

function slowdowns(last, now) {
  const drifted = drift(last, now);
  const most = 1 + Math.max(last.noise, now.noise) + MOST_SLOWDOWN;
  return Object.entries(last.speed).flatMap(([level, before]) =>
    ['encode', 'decode'].flatMap((way) => {
      const ratio = now.speed[level]?.[way] / before[way] / drifted;
      if (!(ratio > most)) return [];
      const limit = `more than ${percent(most - 1)}, noise included`;
      return [`${level}: ${way} takes ${percent(ratio - 1)} longer beside the peers, ${limit}`];
    }),
  );
}

/**
 * @param last a candidate of the history
 * @param now the candidate that the last run would be
 * @returns what got worse, a line each
 */
export function regressions(last, now) {
  if (last.select !== now.select) {
    return [`measured with --select ${now.select}, the history with --select ${last.select}`];
  }
  return [...growths(last, now), ...slowdowns(last, now)];
}

function main() {
  const { values } = parseArgs({ options: { add: { type: 'string' } } });
  const now = candidateOf(values.add ?? 'now', readResult('bench'));
  if (values.add !== undefined) {
    appendFileSync(pathOf(HISTORY), `${JSON.stringify(now)}\n`);
    return;
  }
  const last = readHistory().at(-1);
  const lines = last ? regressions(last, now) : [`${HISTORY} has no candidate to compare with`];
  for (const line of lines) console.error(line);
  if (lines.length > 0) process.exitCode = 1;
  else console.log(`bench: no worse than ${last.name}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
