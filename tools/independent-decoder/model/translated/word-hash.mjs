/** Entries of words in tables: docs/format/model.md, "Learning and seeking". */
const MULTIPLIER = 0x9e3779b1;

export function entryOf(word, bits) {
  return Math.imul(word, MULTIPLIER) >>> (32 - bits);
}
