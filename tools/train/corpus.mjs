/**
 * The sequences to learn from, as one: pieces of all files in turn, so that no species comes last.
 */
import { readFileSync } from 'node:fs';
import { splitBytes } from '@pmklc/sequence';

const PIECE_BASES = 2 ** 16;

/** The first `limit` bases of a file, 0..3, one a byte. */
export function basesOf(path, limit = Infinity) {
  return splitBytes(readFileSync(path)).bases.subarray(0, limit);
}

/** @param limit most bases of a file, so that a large genome does not outweigh the others */
export function mixedBases(paths, limit = 8_000_000) {
  const pieces = paths.flatMap((path) => piecesOf(basesOf(path, limit)));
  pieces.sort((a, b) => a.place - b.place);
  return Uint8Array.from(Buffer.concat(pieces.map(({ bases }) => bases)));
}

/** `place`: how far into its file a piece is, 0..1. */
function piecesOf(bases) {
  const count = Math.ceil(bases.length / PIECE_BASES);
  return Array.from({ length: count }, (_, i) => ({
    place: (i + 0.5) / count,
    bases: bases.subarray(i * PIECE_BASES, (i + 1) * PIECE_BASES),
  }));
}
