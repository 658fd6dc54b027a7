/**
 * How much of a sequence was there before: collections of relatives learn from each other what proteins would tell them.
 */

const WORD_BASES = 12;
const WORD_MASK = 4 ** WORD_BASES - 1;

/** Share of the words of 12 bases that were there before, 0..1; of 65,536 random bases 0.002. */
export function repeatedShare(bases: Uint8Array): number {
  const seen = new Uint8Array((WORD_MASK + 1) / 8);
  let repeated = 0;
  let word = 0;
  for (let i = 0; i < bases.length; i++) {
    word = ((word << 2) | bases[i]!) & WORD_MASK;
    const bit = 1 << (word & 7);
    if (seen[word >> 3]! & bit) repeated++;
    seen[word >> 3]! |= bit;
  }
  return repeated / Math.max(1, bases.length);
}
