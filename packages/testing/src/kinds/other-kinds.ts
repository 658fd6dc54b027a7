/**
 * Alignments, proteins, tables and whatever else lies beside sequence.
 */
import { gzipSync } from 'node:zlib';
import { randomInts } from '../random.ts';
import { type Entry, entriesOf, fastaOf, piecesOf, relatives, textOf } from './lines.ts';

const BASES = 'ACGT';
const AMINO_ACIDS = 'ACDEFGHIKLMNPQRSTVWY';

/** Kinds by name; bytes as characters. */
export function otherKinds(): [string, string][] {
  const [protein] = entriesOf('ecoli_proteome_head.faa') as [Entry];
  const proteins = textOf('ecoli_proteome_head.faa').slice(0, 60_000);
  const [virus] = entriesOf('dengue2_head.fa') as [Entry];
  const dna = relatives(virus.sequence.slice(0, 2500), BASES, 24);
  const family = relatives(protein.sequence.slice(0, 400), AMINO_ACIDS, 40);
  return [
    ['proteins', proteins],
    ['proteins with CR LF', proteins.replaceAll('\n', '\r\n')],
    ['genomes of one species', fastaOf(entriesOf('dengue2_head.fa').slice(0, 9), 70)],
    ['aligned FASTA of DNA', fastaOf(dna, 60)],
    ['aligned FASTA of proteins', fastaOf(family, 60)],
    ['Stockholm of DNA', stockholmOf(dna, 2500)],
    ['Stockholm of proteins', stockholmOf(family, 400)],
    ['interleaved Stockholm', stockholmOf(family, 80)],
    ['Clustal', `CLUSTAL W (1.83) multiple sequence alignment\n\n${blocksOf(dna, 60)}`],
    ['PHYLIP', ` ${family.length} 400\n${blocksOf(family, 60)}`],
    ...tableKinds(virus.sequence),
  ];
}

function stockholmOf(rows: readonly Entry[], width: number): string {
  return `# STOCKHOLM 1.0\n#=GF ID test\n\n${blocksOf(rows, width)}//\n`;
}

function blocksOf(rows: readonly Entry[], width: number): string {
  const pieces = rows.map(({ sequence }) => piecesOf(sequence, width));
  return pieces[0]!
    .map((_, i) =>
      rows.map(({ title }, row) => `${title.padEnd(18)} ${pieces[row]![i]}\n`).join(''),
    )
    .join('\n');
}

function tableKinds(sequence: string): [string, string][] {
  const random = randomInts(31);
  const rows = (count: number, row: (i: number) => (string | number)[], separator = '\t'): string =>
    Array.from({ length: count }, (_, i) => `${row(i).join(separator)}\n`).join('');
  const at = (length: number): string => sequence.slice(random(9000)).slice(0, length);
  const noise = String.fromCharCode(...Array.from({ length: 20_000 }, () => random(256)));
  const words = 'gene read base the of sequence with and genome aligned is to'.split(' ');
  return [
    [
      'BED',
      rows(1500, (i) => [
        'chr2',
        400 * i + random(99),
        400 * i + 150 + random(99),
        `peak_${i}`,
        random(1000),
        '+-'[i & 1]!,
      ]),
    ],
    [
      'GFF3',
      `##gff-version 3\n${rows(900, (i) => ['chr1', 'test', 'gene', 900 * i + 1, 900 * i + 1 + random(800), '.', '+', '.', `ID=gene${i};Name=abc${i}`])}`,
    ],
    [
      'GTF',
      rows(900, (i) => [
        'chr1',
        'test',
        'exon',
        300 * i,
        300 * i + 100,
        '.',
        '-',
        '.',
        `gene_id "G${i >> 2}"; transcript_id "T${i}";`,
      ]),
    ],
    [
      'VCF',
      `##fileformat=VCFv4.2\n${rows(1200, (i) => ['chr3', 71 * i + random(50), '.', BASES[random(4)]!, BASES[random(4)]!, random(99), 'PASS', `DP=${random(60)}`, 'GT', ['0/1', '1/1', '0/0'][random(3)]!])}`,
    ],
    [
      'GFA',
      rows(200, (i) => ['S', i + 1, at(40 + random(200)), `LN:i:${i}`]) +
        rows(300, (i) => ['L', i + 1, '+', random(200), '+', '0M']),
    ],
    ['a table of guides', rows(500, (i) => [i, at(20), at(3), `0.${random(9999)}`], ',')],
    [
      'a table of counts',
      rows(800, (i) => [
        `ENSG${String(11_000 + i).padStart(11, '0')}`,
        ...Array.from({ length: 6 }, () => random(1 << random(12))),
      ]),
    ],
    [
      'PDB',
      rows(
        600,
        (i) => [
          `ATOM  ${String(i + 1).padStart(5)}  CA  ALA A${String(i >> 3).padStart(4)}    ${Array.from({ length: 3 }, () => (random(99_999) / 1000).toFixed(3).padStart(8)).join('')}  1.00 20.00           C`,
        ],
        '',
      ),
    ],
    [
      'wiggle',
      `track type=wiggle_0\nfixedStep chrom=chr1 start=1 step=10\n${rows(4000, () => [random(40)])}`,
    ],
    [
      'Newick',
      `${Array.from({ length: 500 }, (_, i) => `(seq${i}:0.${random(9999)},`).join('')}x${')'.repeat(500)};\n`,
    ],
    [
      'JSON',
      JSON.stringify(
        Array.from({ length: 400 }, (_, i) => ({ id: i, name: `read${i}`, length: random(300) })),
      ),
    ],
    ['text', Array.from({ length: 6000 }, () => words[random(words.length)]).join(' ')],
    [
      'a log',
      rows(
        900,
        (i) => [
          `2024-03-0${1 + (i >> 8)} 12:${10 + (i % 50)}:${10 + random(50)}`,
          'INFO',
          `aligned ${random(9999)} reads`,
        ],
        ' ',
      ),
    ],
    ['noise', noise],
    ['a gzip file', gzipSync(Buffer.from(sequence)).toString('latin1')],
    ['zeros', '\0'.repeat(50_000)],
    ['blank lines', '\n'.repeat(3000)],
    ['an index', rows(400, (i) => [`contig${i}`, 900 + random(99), 1000 * i + 12, 60, 61])],
    [
      'a list of paths',
      rows(700, (i) => [`data/run${i % 7}/sample_${i}_R${1 + (i & 1)}.fastq.gz`]),
    ],
    ['numbers', rows(3000, () => [random(1_000_000)])],
  ];
}
