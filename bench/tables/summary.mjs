/**
 * Summary of the results of `bench.mjs` and of the quoted ones: totals, ratios, noise, the Pareto front. CPU times are
 * always those over the CPU time in which xz -9e packs the same files.
 */
import { mean, median, relativeSpread, sum } from '../numbers.mjs';
import { REFERENCE } from '../measure/peers.mjs';

/** Shorter runs of xz say nothing about noise: starting it takes as long. */
const LEAST_SECONDS = 0.3;
/** A compressor that ran on fewer files is not among those that are compared on the same ones. */
const LEAST_FILES = 4;

const succeeded = (result) => result !== undefined && !result.failed;
const programOf = (name) => name.split(' ')[0];

/** Noise, by how much two runs of xz in one round differ: in the middle, and at most; as shares. */
export function noiseOf({ files }) {
  const long = files.filter(({ results }) => results[REFERENCE].encodeSeconds >= LEAST_SECONDS);
  const differences = long.flatMap(({ control }) => control.map((ratio) => Math.abs(ratio - 1)));
  if (differences.length === 0) return { typical: 0, largest: 0, rounds: 0 };
  return {
    typical: median(differences),
    largest: Math.max(...differences),
    rounds: differences.length,
  };
}

/** Names of the compressors that gave every file back, ours last. */
export function toolsOf({ files, levels }) {
  const names = new Set(files.flatMap(({ results }) => Object.keys(results)));
  return [...[...names].filter((name) => !levels.includes(name)), ...levels];
}

/** The files that quoted sizes are of and that every compressor packed, so that all can be compared on the same ones. */
export function sharedFiles(bench, quoted) {
  const isQuoted = ({ name }) => quoted.rows.some(({ file }) => file === name);
  const files = bench.files.filter(isQuoted);
  const countOf = (tool) => bench.files.filter(({ results }) => succeeded(results[tool])).length;
  const tools = toolsOf(bench).filter((tool) => countOf(tool) >= LEAST_FILES);
  return files.filter(({ results }) => tools.every((tool) => succeeded(results[tool])));
}

const mebibytes = (kib) => (kib > 0 ? kib / 1024 : undefined);

function measuredRow(name, files, isOurs) {
  const results = files.map((file) => file.results[name]);
  if (!results.every(succeeded)) return undefined;
  const xzSeconds = sum(files.map((file) => file.results[REFERENCE].encodeSeconds));
  const bytes = sum(results.map((result) => result.bytes));
  return {
    name,
    program: programOf(name),
    isOurs,
    isQuoted: false,
    bytes,
    bitsPerBase: (8 * bytes) / sum(files.map(({ bases }) => bases)),
    encode: sum(results.map(({ encodeSeconds }) => encodeSeconds)) / xzSeconds,
    decode: sum(results.map(({ decodeSeconds }) => decodeSeconds)) / xzSeconds,
    encodeMib: mebibytes(Math.max(...results.map(({ encodeKib }) => encodeKib))),
    decodeMib: mebibytes(Math.max(...results.map(({ decodeKib }) => decodeKib))),
    ratios: files.map(({ bases }, i) => bases / results[i].bytes),
  };
}

/** Every compressor that gave all of these files back. */
function measuredRows(bench, files) {
  return toolsOf(bench)
    .map((name) => measuredRow(name, files, bench.levels.includes(name)))
    .filter((row) => row !== undefined);
}

function quotedRow(name, rows, xzSeconds, files) {
  const ofFile = files.map((file) => rows.find((row) => row.file === file.name));
  if (ofFile.includes(undefined)) return undefined;
  const bytes = sum(ofFile.map((row) => row.bytes));
  return {
    name,
    program: ofFile[0].program,
    isOurs: false,
    isQuoted: true,
    bytes,
    bitsPerBase: (8 * bytes) / sum(files.map(({ bases }) => bases)),
    encode: sum(ofFile.map(({ encodeSeconds }) => encodeSeconds)) / xzSeconds,
    decode: sum(ofFile.map(({ decodeSeconds }) => decodeSeconds)) / xzSeconds,
    encodeMib: Math.max(...ofFile.map(({ peakMib }) => peakMib)),
    ratios: files.map(({ bases }, i) => bases / ofFile[i].bytes),
  };
}

/** Every compressor and setting whose sizes of all of these files are quoted. Times are rough. */
function quotedRows({ rows }, files) {
  const names = files.map(({ name }) => name);
  const isXz = ({ program, file }) => program === 'xz' && names.includes(file);
  const xzSeconds = sum(rows.filter(isXz).map(({ encodeSeconds }) => encodeSeconds));
  const settings = new Set(rows.map(({ program, options }) => `${program} ${options}`));
  return [...settings]
    .map((name) => {
      const own = rows.filter(({ program, options }) => `${program} ${options}` === name);
      return quotedRow(name, own, xzSeconds, files);
    })
    .filter((row) => row !== undefined);
}

/** Rows to compare: all that was measured, and of each program that was not, the quoted setting that is smallest. */
export function comparedRows(bench, quoted, files) {
  const measured = measuredRows(bench, files);
  const bySize = quotedRows(quoted, files).sort((a, b) => a.bytes - b.bytes);
  const isBest = (row, i) => bySize.findIndex(({ program }) => program === row.program) === i;
  const isMeasured = ({ program }) => measured.some((row) => row.program === program);
  return [...measured, ...bySize.filter(isBest).filter((row) => !isMeasured(row))];
}

/** Rows that no other beats in both size and packing time, from the fastest to the smallest. */
export function paretoFront(rows) {
  const byTime = [...rows].sort((a, b) => a.encode - b.encode || a.bytes - b.bytes);
  return byTime.filter((row, i) => byTime.slice(0, i).every(({ bytes }) => row.bytes < bytes));
}

/** Robustness: the mean compression ratio over files (bases over bytes), and its spread, CRP. */
export function robustness({ ratios }) {
  return { ratio: mean(ratios), crp: relativeSpread(ratios) };
}

/** CPU times of our levels over those of xz, all files together. */
export function overallSpeed({ files, levels }) {
  const total = (name, key) => sum(files.map(({ results }) => results[name][key]));
  const xz = total(REFERENCE, 'encodeSeconds');
  const speedOf = (name) => ({
    encode: Number((total(name, 'encodeSeconds') / xz).toFixed(3)),
    decode: Number((total(name, 'decodeSeconds') / xz).toFixed(3)),
  });
  return Object.fromEntries(levels.map((name) => [name, speedOf(name)]));
}

/** CPU times of the peers that packed every file, over those of xz: when these change, it is the machine, or xz. */
export function peerSpeed({ files, levels }) {
  const names = Object.keys(files[0].results).filter(
    (name) => !levels.includes(name) && files.every(({ results }) => succeeded(results[name])),
  );
  const total = (name) => sum(files.map(({ results }) => results[name].encodeSeconds));
  const overXz = (name) => Number((total(name) / total(REFERENCE)).toFixed(3));
  return Object.fromEntries(names.map((name) => [name, overXz(name)]));
}
