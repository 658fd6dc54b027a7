/** FASTA and plain sequence: docs/format/sequence.md, "FASTA and plain". */
import { must } from '../container/cursor.mjs';
import { readLayout } from './layout.mjs';
import { withNumbers } from './computed-numbers.mjs';
import { LineOutput } from './line-output.mjs';
import { Toggles } from './toggles.mjs';

const MARKERS = [Buffer.from('>'), Buffer.from(';')];

export function joinFasta(residues, sections) {
  const titles = sections.lines('titles');
  const headless = sections.flag('headless') || titles.length === 0;
  const layout = readLayout(titles.length + (headless ? 1 : 0), residues.length, sections);
  const markers = new Toggles(sections.section('markers'));
  const output = new LineOutput(sections);
  let at = 0;
  layout.forEach((lengths, record) => {
    const title = titles[headless ? record - 1 : record];
    const residueCount = lengths.reduce((sum, length) => sum + length, 0);
    if (title !== undefined) {
      output.line(MARKERS[markers.next()], withNumbers(title, residueCount, sections));
    }
    for (const length of lengths) {
      output.line(residues.subarray(at, at + length));
      at += length;
    }
  });
  must(at === residues.length, 'all residues are used');
  if (sections.flag('unterminated')) output.dropTerminator();
  return output.joined();
}
