/** Joins pieces into plain `Uint8Array`s (not `Buffer`s, whose `slice` does not copy). */

/** One array of all pieces; `length` is the sum of theirs. */
export function concat(pieces: readonly Uint8Array[], length: number): Uint8Array {
  if (pieces.length === 1) return pieces[0]!;
  const bytes = new Uint8Array(length);
  let end = 0;
  for (const piece of pieces) {
    bytes.set(piece, end);
    end += piece.length;
  }
  return bytes;
}
