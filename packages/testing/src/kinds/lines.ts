/**
 * Parts of files of sequence: records, lines, and sequences that are related.
 */
import { readBytes, TESTDATA } from '../files.ts';
import { randomInts } from '../random.ts';

/** A record of FASTA. */
export interface Entry {
  readonly title: string;
  readonly sequence: string;
}

/** Text of a file of the repository, one character a byte. */
export function textOf(file: string): string {
  return Buffer.from(readBytes(`${TESTDATA}/${file}`)).toString('latin1');
}

/** Records of a FASTA file of the repository. */
export function entriesOf(file: string): Entry[] {
  return textOf(file)
    .split('>')
    .slice(1)
    .map((record) => {
      const end = record.indexOf('\n');
      return { title: record.slice(0, end), sequence: record.slice(end).replaceAll('\n', '') };
    });
}

/** Pieces of a text, the last of which may be shorter. */
export function piecesOf(text: string, length: number): string[] {
  return text.match(new RegExp(`.{1,${length}}`, 'gs')) ?? [];
}

/** FASTA with lines of `width`. */
export function fastaOf(entries: readonly Entry[], width: number): string {
  return entries
    .map(({ title, sequence }) => `>${title}\n${piecesOf(sequence, width).join('\n')}\n`)
    .join('');
}

/** Rows of an alignment: an ancestor whose children differ by changes and by gaps that relatives share. */
export function relatives(ancestor: string, letters: string, count: number): Entry[] {
  const random = randomInts(ancestor.length + count);
  const rows = [ancestor];
  while (rows.length < count) {
    const row = [...rows[random(rows.length)]!];
    for (let n = 0; n < row.length / 50; n++) {
      row[random(row.length)] = letters[random(letters.length)]!;
    }
    const gap = random(row.length);
    row.fill('-', gap, gap + random(12));
    rows.push(row.join(''));
  }
  return rows.map((sequence, i) => ({ title: `seq_${1000 + 7 * i}/1-${count}`, sequence }));
}
