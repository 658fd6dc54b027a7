/**
 * A FASTA file of any length, made on the way: one random piece again and again, so that most of it
 * takes the shortcut and gigabytes are packed in minutes.
 */
import { randomInts } from '@pmklc/testing';

const PIECE_BASES = 1_000_000;
const LINE_BASES = 80;
const CHUNK_BYTES = 2 ** 20;

/** Bytes of a genome, in chunks. */
export function* endlessGenome(bytes, seed = 1) {
  const title = Buffer.from(`>endless ${PIECE_BASES} bases again and again\n`).subarray(0, bytes);
  yield title;
  const piece = lines(seed);
  for (let left = bytes - title.length, at = 0; left > 0;) {
    const chunk = piece.subarray(at, at + Math.min(left, CHUNK_BYTES));
    yield chunk;
    left -= chunk.length;
    at = (at + chunk.length) % piece.length;
  }
}

/** The piece in lines, each with its end. */
function lines(seed) {
  const random = randomInts(seed);
  const line = LINE_BASES + 1;
  return Buffer.from(
    Uint8Array.from({ length: (PIECE_BASES / LINE_BASES) * line }, (_, i) =>
      i % line === LINE_BASES ? 0x0a : 'ACGT'.charCodeAt(random(4)),
    ),
  );
}
