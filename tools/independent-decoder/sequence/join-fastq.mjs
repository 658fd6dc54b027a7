/** FASTQ: docs/format/sequence.md, "FASTQ". */
import { must } from '../container/cursor.mjs';
import { withNumbers } from './computed-numbers.mjs';
import { LineOutput } from './line-output.mjs';
import { readNumber } from './numbers.mjs';

const AT = Buffer.from('@');
const PLUS = Buffer.from('+');
const NOTHING = Buffer.alloc(0);
const [UPPER_N, LOWER_N] = Buffer.from('Nn');

export function joinFastq(residues, sections) {
  const stored = titlesOf(sections);
  const qualities = sections.lines('qualities');
  must(qualities.length === stored.length, 'as many quality lines as titles');
  const titles = stored.map((title, i) => withNumbers(title, qualities[i].length, sections));
  const plusLines = plusLinesOf(titles, sections);
  const islands = readIslands(titles.length, sections);
  const output = new LineOutput(sections);
  let at = 0;
  titles.forEach((title, record) => {
    output.bytes(islands.get(record) ?? NOTHING);
    const quality = qualities[record].slice();
    const letters = residues.subarray(at, (at += quality.length));
    must(letters.length === quality.length, 'as many residues as qualities');
    if (sections.flag('nInQuality')) markN(letters, quality);
    output.line(AT, title);
    const foldEnd = output.lastTerminator;
    output.line(...folded(letters, sections.fold, foldEnd));
    output.line(PLUS, plusLines[record]);
    output.line(...folded(quality, sections.fold, foldEnd));
  });
  must(at === residues.length, 'all residues are used');
  if (sections.flag('unterminated')) output.dropTerminator();
  output.bytes(islands.get(titles.length) ?? NOTHING);
  return output.joined();
}

/** The titles of all records, with those of second mates: docs/format/sequence.md, "Titles of mates". */
function titlesOf(sections) {
  const titles = sections.lines('titles');
  if (!sections.flag('mates')) return titles;
  const rule = Math.floor(sections.mates / 4);
  return titles.flatMap((title, i) => {
    const isAlone =
      (i === 0 && sections.mates % 2 === 1) ||
      (i === titles.length - 1 && Math.floor(sections.mates / 2) % 2 === 1);
    return isAlone ? [title] : [title, rule === 0 ? title : mateOf(title, rule - 1)];
  });
}

function mateOf(title, field) {
  let at = 0;
  for (let ended = 0; ended < field; at++) {
    must(at < title.length, 'a title has the field of the mate');
    if (!/[a-zA-Z0-9]/.test(String.fromCharCode(title[at]))) ended++;
  }
  must(title[at] === 0x31, 'a title is of a first mate');
  const mate = Buffer.from(title);
  mate[at] = 0x32;
  return mate;
}

/** The lines of a read, and the ends between them. */
function folded(letters, fold, end) {
  const parts = [letters.subarray(0, fold)];
  for (let at = fold; at < letters.length; at += fold) {
    parts.push(end, letters.subarray(at, at + fold));
  }
  return parts;
}

function plusLinesOf(titles, sections) {
  const lines = sections.lines('plusLines');
  if (sections.flag('plusIsTitle')) {
    must(!sections.has('plusLines'), 'no plus lines if they are the titles');
    return titles;
  }
  if (!sections.has('plusLines')) return titles.map(() => NOTHING);
  must(lines.length === titles.length, 'as many plus lines as titles');
  return lines;
}

/** A quality of 128 or more says that its residue is N. */
function markN(letters, quality) {
  for (let i = 0; i < quality.length; i++) {
    if (quality[i] < 128) continue;
    quality[i] -= 128;
    letters[i] = letters[i] >= 0x61 ? LOWER_N : UPPER_N;
  }
}

/** The bytes before each record that has an island before it, and after the last. */
function readIslands(records, sections) {
  const cursor = sections.section('islands');
  const bytes = sections.section('islandBytes');
  const islands = new Map();
  let record = 0;
  while (!cursor.done) {
    record += readNumber(cursor);
    must(record <= records, 'islands stand between records that there are');
    const before = islands.get(record) ?? NOTHING;
    islands.set(record, Buffer.concat([before, bytes.take(readNumber(cursor))]));
  }
  must(bytes.done, 'all island bytes are used');
  return islands;
}
