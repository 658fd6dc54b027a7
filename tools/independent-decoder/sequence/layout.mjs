/** The line lengths of every record: docs/format/sequence.md, "FASTA and plain". */
import { must } from '../container/cursor.mjs';
import { readNumber } from './numbers.mjs';

/** Line lengths of each record. */
export function readLayout(records, residues, sections) {
  const irregular = readIrregular(records, sections);
  const regular = records - irregular.size;
  const told = [...irregular.values()].flat().reduce((sum, length) => sum + length, 0);
  const lengths = readLengths(regular, residues - told, sections);
  const layout = [];
  for (let record = 0; record < records; record++) {
    layout.push(irregular.get(record) ?? regularLines(lengths.shift(), sections));
  }
  return layout;
}

function readIrregular(records, sections) {
  const cursor = sections.section('layout');
  const irregular = new Map();
  let record = 0;
  while (!cursor.done) {
    record += readNumber(cursor);
    must(record < records, 'the layout is of records that there are');
    const lines = [];
    for (let pairs = readNumber(cursor); pairs > 0; pairs--) {
      const length = readNumber(cursor);
      for (let count = readNumber(cursor); count > 0; count--) lines.push(length);
    }
    irregular.set(record++, lines);
  }
  return irregular;
}

/** Lengths of the regular records; the last has what is left. */
function readLengths(regular, residues, sections) {
  const cursor = sections.section('lengths');
  const lengths = [];
  let left = residues;
  for (let i = 1; i < regular; i++) {
    lengths.push(readNumber(cursor));
    left -= lengths.at(-1);
  }
  if (regular > 0) lengths.push(left);
  must(cursor.done, 'as many lengths as regular records, less one');
  must(regular > 0 ? left >= 0 : left === 0, 'the lengths of records sum to the residues');
  return lengths;
}

function regularLines(residues, sections) {
  if (residues === 0) return [];
  if (!sections.flag('wrapped')) return [residues];
  const width = sections.lineWidth;
  const lines = Array(Math.floor(residues / width)).fill(width);
  return residues % width > 0 ? [...lines, residues % width] : lines;
}
