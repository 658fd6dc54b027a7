/**
 * Reads of sequencers, as they come and as tools write them.
 */
import { randomInts } from '../random.ts';
import { piecesOf, textOf } from './lines.ts';

interface Read {
  readonly name: string;
  readonly bases: string;
  readonly qualities: string;
}

/** Kinds by name; bytes as characters. */
export function readKinds(): [string, string][] {
  const random = randomInts(23);
  const lines = textOf('illumina_rnaseq_head.fastq').split('\n');
  const reads = Array.from({ length: 300 }, (_, i): Read => {
    const [title = '', bases = '', , qualities = ''] = lines.slice(4 * i, 4 * i + 4);
    return { name: title.slice(1), bases, qualities };
  });
  const fastq = fastqOf(reads);
  const binned = reads.map((read) => ({
    ...read,
    qualities: read.qualities.replace(/[^#]/g, binOf),
  }));
  const sam = reads.map(({ name, bases, qualities }, i) =>
    [
      name.split(' ')[0],
      16 * (i & 1),
      'chr1',
      31 * i + random(20),
      60,
      `${bases.length}M`,
      '*',
      0,
      0,
      bases,
      qualities,
      `NM:i:${i % 4}`,
    ].join('\t'),
  );
  return [
    ['FASTQ', fastq],
    ['FASTQ with CR LF', fastq.replaceAll('\n', '\r\n')],
    ['FASTQ with titles behind +', reads.map((read) => recordOf(read, read.name)).join('')],
    ['multi-line FASTQ', reads.map((read) => foldedOf(read, 40)).join('')],
    ['FASTQ after a byte order mark', `\xef\xbb\xbf${fastq}`],
    ['FASTQ after a comment', `# made by hand\n${fastq}`],
    ['FASTQ that is cut off', fastq.slice(0, 30_001)],
    [
      'FASTQ with one quality',
      fastqOf(reads.map((read) => ({ ...read, qualities: 'I'.repeat(read.bases.length) }))),
    ],
    ['FASTQ with binned qualities', fastqOf(binned)],
    ['reads as FASTA', reads.map(({ name, bases }) => `>${name}\n${bases}\n`).join('')],
    ['reads on lines', reads.map(({ bases }) => `${bases}\n`).join('')],
    [
      'qualities as numbers',
      reads.map(({ name, qualities }) => `>${name}\n${scoresOf(qualities)}\n`).join(''),
    ],
    ['SAM', `@HD\tVN:1.6\tSO:coordinate\n@SQ\tSN:chr1\tLN:248956422\n${sam.join('\n')}\n`],
    [
      'barcodes',
      Array.from(
        { length: 2000 },
        () => `${Array.from({ length: 16 }, () => 'ACGT'[random(4)]).join('')}-1\n`,
      ).join(''),
    ],
  ];
}

function recordOf({ name, bases, qualities }: Read, plus = ''): string {
  return `@${name}\n${bases}\n+${plus}\n${qualities}\n`;
}

function fastqOf(reads: readonly Read[]): string {
  return reads.map((read) => recordOf(read)).join('');
}

function foldedOf({ name, bases, qualities }: Read, width: number): string {
  return `@${name}\n${piecesOf(bases, width).join('\n')}\n+\n${piecesOf(qualities, width).join('\n')}\n`;
}

function binOf(quality: string): string {
  return quality < '5' ? ',' : quality < 'C' ? ':' : 'F';
}

function scoresOf(qualities: string): string {
  return Array.from(qualities, (quality) => quality.charCodeAt(0) - 33).join(' ');
}
