/** SQUASH, STRETCH and HASH: docs/format/sequence.md, "Tables". */
const K = [
  22, 36, 60, 98, 162, 267, 439, 720, 1179, 1921, 3108, 4971, 7812, 11955, 17625, 24743, 32768,
  40793, 47911, 53581, 57724, 60565, 62428, 63615, 64357, 64816, 65097, 65269, 65374, 65438, 65476,
  65500, 65514,
];
const SQUASHES = Uint16Array.from({ length: 4096 }, (_, i) => interpolate(i));
const STRETCHES = Int16Array.from({ length: 4096 }, (_, i) => inverse(16 * i + 8));

function interpolate(position) {
  const i = position >> 7;
  const r = position & 127;
  return (K[i] * (128 - r) + K[i + 1] * r + 64) >> 7;
}

function inverse(p) {
  for (let x = -2047; x < 2047; x++) if (squash(x) >= p) return x;
  return 2047;
}

/** Squash of x from -2048 to 2047. */
export function squash(x) {
  return SQUASHES[x + 2048];
}

/** Stretch of p from 0 to 65535. */
export function stretch(p) {
  return STRETCHES[p >> 4];
}

export function hash(a, b) {
  let h = (Math.imul(a ^ 0x5bd1e995, 0x2545f491) + Math.imul((b + 0x7ed55d16) | 0, 0x9e3779b1)) | 0;
  h ^= h >>> 15;
  h = Math.imul(h, 0x85ebca6b);
  return h ^ (h >>> 13);
}
