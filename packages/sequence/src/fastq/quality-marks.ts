/**
 * Unknown bases (N) of FASTQ reads, marked by the top bit of their quality.
 *
 * The quality nearly tells which bases are N, so there the marks cost little: with a list of positions
 * the N of 30,575 Illumina reads took more than twice the bytes. Every marked residue has a base
 * at its place, which means nothing.
 */
import type { LetterSplitter } from '../letters/letter-splitter.ts';
import { N_FILLED, RunList } from '../sections/run-list.ts';

const LF = 10;
const MARK = 0x80;

/**
 * Moves the runs of N, all of which must be filled, into the qualities; does nothing if a quality uses the top bit.
 * @param qualities lines of qualities, separated by LF; changed in place
 * @returns whether any was moved
 */
export function markUnknownBases(qualities: Uint8Array, residues: LetterSplitter): boolean {
  const { runs } = residues;
  if (runs.length === 0 || !areUnmarked(qualities)) return false;
  const others = new RunList();
  // Number of the next residue; `at` is that of its quality.
  let residue = 0;
  let at = 0;
  /** Passes over `count` residues, skipping line feeds, and marks them if asked to. */
  const pass = (count: number, mark: number): void => {
    for (residue += count; count > 0; at++) {
      if (qualities[at] === LF) continue;
      qualities[at]! |= mark;
      count--;
    }
  };
  for (let i = 0; i < runs.length; i++) {
    pass(runs.gaps.at(i), 0);
    const [length, runClass] = [runs.lengths.at(i), runs.classes.at(i)];
    if (runClass !== N_FILLED) others.add(residue, length, runClass >> 2, runs.kind(i));
    pass(length, runClass === N_FILLED ? MARK : 0);
  }
  const isMarked = others.length < runs.length;
  residues.runs = others;
  return isMarked;
}

function areUnmarked(qualities: Uint8Array): boolean {
  let seen = 0;
  for (let i = 0; i < qualities.length; i++) seen |= qualities[i]!;
  return seen < MARK;
}

/** Clears the marks in the `count` qualities at `qualitiesAt` and makes the residues at `residuesAt` N, keeping case. */
export function restoreUnknownBases(
  bytes: Uint8Array,
  residuesAt: number,
  qualitiesAt: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const quality = bytes[qualitiesAt + i]!;
    if (quality < MARK) continue;
    bytes[qualitiesAt + i] = quality & ~MARK;
    bytes[residuesAt + i] = (bytes[residuesAt + i]! & 0x20) | 0x4e;
  }
}
