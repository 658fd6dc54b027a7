/**
 * Finds which lines of qualities a writer should copy from earlier ones, if that pays at all.
 *
 * Lines are looked for by a hash of some of their bytes, and what coding them would take is estimated: a line of NovaSeq is often
 * like an earlier one, and cheaper to code than to point at.
 */
import { ln16 } from '@pmklc/core';

const LF = 10;
/** Bytes of a line that its hash takes, at most twice as many. */
const HASHED_BYTES = 16;
/** Entries of the table of lines at most, and how many are looked at for a line: it takes the last of these if none is free. */
const MAX_ENTRIES = 1 << 22;
const TRIED_ENTRIES = 8;
/** Least share of lines that have an earlier one; fewer are not looked at further. */
const LEAST_SHARE = 1 / 256;
/** Bytes from which the cost of qualities is estimated. */
const SAMPLE_BYTES = 1 << 20;
/** Part of the estimate that the model of qualities takes: 0.8 in slices of instruments' files. */
const MODEL_SHARE = 0.75;
/** A bit, ln 2, in Q10, as all costs are. */
const BIT = 710;
/** Cost of a copy besides its distance. */
const COPY_COST = 8 * BIT;
/** Cost that copies must save, for bits that tell them from other lines. */
const LEAST_SAVED = 2048 * BIT;

/** Lines of a stream: where each begins, and behind the last where another would. */
interface Lines {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
}

/**
 * For each line how many lines back one is that should be copied, or 0; undefined if it does not pay.
 * @param count lines, an empty one behind the last LF included
 */
export function findRepeatedLines(bytes: Uint8Array, count: number): Int32Array | undefined {
  const starts = new Uint32Array(count + 1);
  for (let line = 1; line < count; line++) starts[line] = bytes.indexOf(LF, starts[line - 1]) + 1;
  starts[count] = bytes.length + 1;
  const lines = { bytes, starts };
  const copies = new Int32Array(count);
  if (findEqualLines(lines, copies) < LEAST_SHARE * count) return undefined;
  return dropDearCopies(lines, copies) > LEAST_SAVED ? copies : undefined;
}

/** Notes of each line the distance to the last equal one, or that of the copy before if it fits; returns how many have one. */
function findEqualLines(lines: Lines, copies: Int32Array): number {
  // The newest line of each hash plus 1; 0 is free.
  const newest = new Int32Array(Math.min(MAX_ENTRIES, 2 ** (34 - Math.clz32(copies.length))));
  let [found, last] = [0, 0];
  for (let line = 0; line < copies.length; line++) {
    const entry = entryOf(lines, line, newest);
    const earlier = newest[entry]! - 1;
    newest[entry] = line + 1;
    if (earlier < 0 || !areEqual(lines, line, earlier)) continue;
    last = last > 0 && line >= last && areEqual(lines, line, line - last) ? last : line - earlier;
    copies[line] = last;
    found++;
  }
  return found;
}

/** The entry of an equal line, or one that may be taken. */
function entryOf(lines: Lines, line: number, newest: Int32Array): number {
  const hash = hashOf(lines, line);
  for (let tried = 1; ; tried++) {
    const entry = (hash + tried) & (newest.length - 1);
    const earlier = newest[entry]! - 1;
    if (earlier < 0 || tried === TRIED_ENTRIES || areEqual(lines, line, earlier)) return entry;
  }
}

function hashOf({ bytes, starts }: Lines, line: number): number {
  const start = starts[line]!;
  const length = starts[line + 1]! - 1 - start;
  const step = Math.max(1, Math.floor(length / HASHED_BYTES));
  let h = length;
  for (let i = length - 1; i >= 0; i -= step) {
    h = Math.imul(h ^ bytes[start + i]!, 0x2f0b4c47) ^ (h >>> 15);
  }
  return h ^ (h >>> 16);
}

function areEqual({ bytes, starts }: Lines, a: number, b: number): boolean {
  const [first, second] = [starts[a]!, starts[b]!];
  const length = starts[a + 1]! - first;
  if (starts[b + 1]! - second !== length) return false;
  for (let i = 0; i < length - 1; i++) if (bytes[first + i] !== bytes[second + i]) return false;
  return true;
}

/** Leaves out the copies that take more than the line; returns what the others save. */
function dropDearCopies({ bytes, starts }: Lines, copies: Int32Array): number {
  const costs = costsAfter(bytes.subarray(0, SAMPLE_BYTES));
  let [saved, last] = [0, 0];
  copies.forEach((distance, line) => {
    if (distance === 0) return;
    let cost = 0;
    for (let i = starts[line]! + 1; i < starts[line + 1]! - 1; i++) {
      cost += costs[(bytes[i - 1]! << 8) | bytes[i]!]!;
    }
    const pointer = distance === last ? 0 : COPY_COST + BIT * (32 - Math.clz32(distance));
    const gain = Math.floor(MODEL_SHARE * cost) - pointer;
    if (gain <= 0) copies[line] = 0;
    else [saved, last] = [saved + gain, distance];
  });
  return saved;
}

/** Cost of each byte after each other one; what the sample lacks is taken to be rare. */
function costsAfter(sample: Uint8Array): Int32Array {
  const pairs = new Uint32Array(1 << 16);
  const firsts = new Uint32Array(256);
  for (let i = 1; i < sample.length; i++) {
    pairs[(sample[i - 1]! << 8) | sample[i]!]!++;
    firsts[sample[i - 1]!]!++;
  }
  return Int32Array.from(
    pairs,
    (count, pair) => -ln16(Math.floor((65535 * (2 * count + 1)) / (2 * firsts[pair >> 8]! + 2))),
  );
}
