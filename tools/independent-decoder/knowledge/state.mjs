/** States of packs, as changes against first values: docs/format/knowledge.md, "States". */
import { brotliDecompressSync } from 'node:zlib';
import { Cursor, must } from '../container/cursor.mjs';

const STEPS = { 16: 128, 32: 4096 };
const MOST_BYTES_A_NUMBER = 5;

/** The numbers of a part that has learned nothing, changed as a state says. */
export function changedNumbers(part, state) {
  const count = part.reduce((sum, { numbers }) => sum + numbers.length, 0);
  // The library knows no limit of 0.
  const maxOutputLength = Math.max(1, MOST_BYTES_A_NUMBER * count);
  const cursor = new Cursor(brotliDecompressSync(state, { maxOutputLength }));
  const changed = part.map((kind) => change(kind, cursor));
  must(cursor.done, 'a state ends');
  return changed;
}

function change({ numbers, bits, ranges }, cursor) {
  return numbers.map((first, i) => {
    const [least, most] = ranges[i % ranges.length];
    return Math.max(least, Math.min(first + signed(cursor.varint()) * STEPS[bits], most));
  });
}

function signed(z) {
  return z % 2 === 0 ? z / 2 : -(z + 1) / 2;
}
