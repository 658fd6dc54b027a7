/**
 * Sample that a choice can be made from: pieces from all over a sequence, as the selector of @pmklc/knowledge takes
 * them.
 */

/** Bases of a sample, unless told otherwise. */
const SAMPLE_BASES = 2 ** 17;

/** @returns all of a short sequence; `length` bases of a longer one, in four pieces */
export function sampleOf(bases, length = SAMPLE_BASES) {
  if (bases.length <= length) return bases;
  const piece = length / 4;
  const sample = new Uint8Array(length);
  for (let i = 0; i < 4; i++) {
    const start = Math.floor(((bases.length - piece) * i) / 3);
    sample.set(bases.subarray(start, start + piece), i * piece);
  }
  return sample;
}

/** Bits a base that the `order` bases before leave open, counted in the sequence itself. */
export function conditionalEntropy(bases, order) {
  const mask = 4 ** order - 1;
  const counts = new Float64Array(4 ** (order + 1));
  let context = 0;
  for (let i = 0; i < bases.length; i++) {
    if (i >= order) counts[context * 4 + bases[i]]++;
    context = (context * 4 + bases[i]) & mask;
  }
  let bits = 0;
  for (let i = 0; i < counts.length; i += 4) {
    const total = counts[i] + counts[i + 1] + counts[i + 2] + counts[i + 3];
    for (let j = i; j < i + 4; j++)
      if (counts[j] > 0) bits -= counts[j] * Math.log2(counts[j] / total);
  }
  return bits / Math.max(1, bases.length - order);
}
