/** Parts of references that an entry names: docs/format/knowledge.md, "Use". */
import { must } from '../container/cursor.mjs';

const UNIT = 2 ** 14;

/** `[start, end]` in bases of each range of a reference; of all of it, if the entry lists none. */
export function readRanges(cursor, bases) {
  const count = cursor.varint();
  if (count === 0) return [[0, bases]];
  const ranges = [];
  let unit = 0;
  for (let i = 0; i < count; i++) {
    const gap = cursor.varint();
    must(i === 0 || gap > 0, 'a gap between ranges');
    const start = unit + gap;
    unit = start + cursor.varint() + 1;
    must((unit - 1) * UNIT < bases, 'a range is inside its reference');
    ranges.push([start * UNIT, Math.min(unit * UNIT, bases)]);
  }
  return ranges;
}
