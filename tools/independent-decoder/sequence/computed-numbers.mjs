/** Numbers in titles that follow from the residues: docs/format/sequence.md, "Computed numbers". */
import { must } from '../container/cursor.mjs';

const MADE = {
  '\x01': (residues) => residues,
  '\x02': (residues, before) => before + residues,
  '\x03': (residues, before) => before + residues - 1,
  '\x04': (residues, before) => before - residues + 1,
  '\x05': (residues, before) => before - residues,
};
const LIMIT = 10 ** 15;

/** A title as it was, of a record of so many residues. */
export function withNumbers(title, residues, sections) {
  if (!sections.flag('computed')) return title;
  let before = NaN;
  const parts =
    Buffer.from(title)
      .toString('latin1')
      .match(/\d+|[^\d]/g) ?? [];
  const made = parts.map((part) => {
    const make = MADE[part];
    if (make !== undefined) {
      before = make(residues, before);
      must(before >= 0 && before < LIMIT, 'a number can be computed');
      return String(before);
    }
    if (/\d/.test(part)) before = /^(0|[1-9]\d{0,14})$/.test(part) ? Number(part) : NaN;
    return part;
  });
  return Buffer.from(made.join(''), 'latin1');
}
