/** Bases packed four a byte: docs/format/knowledge.md, "Packs". */

/** Bytes that so many bases take. */
export function packedSize(count) {
  return Math.ceil(count / 4);
}

/** The bases from `start` to `end`, of which the first of a byte has the lowest bits. */
export function unpackBases(packed, start, end) {
  return Uint8Array.from({ length: end - start }, (_, i) => baseAt(packed, start + i));
}

function baseAt(packed, i) {
  return (packed[i >> 2] >> (2 * (i & 3))) & 3;
}
