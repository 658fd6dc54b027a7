/** Mixes two 32-bit integers into one. Format: docs/format/sequence.md, "Tables". */
export function hash(a: number, b: number): number {
  let h = (Math.imul(a ^ 0x5bd1e995, 0x2545f491) + Math.imul(b + 0x7ed55d16, 0x9e3779b1)) | 0;
  h ^= h >>> 15;
  h = Math.imul(h, 0x85ebca6b);
  return h ^ (h >>> 13);
}
