/**
 * Sequence in the ways that people and programs write it.
 */
import { randomInts } from '../random.ts';
import { type Entry, entriesOf, fastaOf, piecesOf } from './lines.ts';

/** Kinds by name; bytes as characters. */
export function sequenceKinds(): [string, string][] {
  const random = randomInts(17);
  const [chloroplast] = entriesOf('cacao_chloroplast.fa') as [Entry];
  const genome = chloroplast.sequence.toUpperCase().slice(0, 60_000);
  const one = [{ title: 'NC_014676.2 Theobroma cacao chloroplast', sequence: genome }];
  const fasta = fastaOf(one, 60);
  const lines = piecesOf(genome, 60);
  const groups = lines.map((line) => piecesOf(line, 10).join(' '));
  const contigs = Array.from({ length: 90 }, (_, i): Entry => {
    const sequence = genome.slice(random(50_000)).slice(0, 200 + random(900));
    return {
      title: `NODE_${i + 1}_length_${sequence.length}_cov_${random(90)}.${random(999)}`,
      sequence,
    };
  });
  const windows = Array.from({ length: 400 }, (_, i): Entry => {
    const start = 1 + 97 * i + random(40);
    const length = 60 + random(120);
    const sequence = genome.slice(start - 1, start - 1 + length);
    return { title: `chr1:${start}-${start + length - 1}`, sequence };
  });
  const primers = Array.from({ length: 300 }, (_, i): Entry => {
    const start = random(59_000);
    return { title: `primer_${i}_F`, sequence: genome.slice(start, start + 20) };
  });
  const coded = [...genome];
  for (let n = 0; n < 300; n++) coded[random(60_000)] = 'NRYKMSW'[random(7)]!;
  const masked = piecesOf(genome, 700).map((piece, i) =>
    i % 3 === 0 ? piece.toLowerCase() : piece,
  );
  const rna = genome.replaceAll('T', 'U');
  return [
    ['FASTA', fasta],
    ['FASTA on one line', fastaOf(one, 60_000)],
    ['lower case', fasta.toLowerCase()],
    ['soft-masked', fastaOf([{ title: 'masked', sequence: masked.join('') }], 70)],
    ['CR LF', fasta.replaceAll('\n', '\r\n')],
    ['no last line end', fasta.slice(0, -1)],
    ['blank lines between records', fastaOf(contigs, 80).replaceAll('>', '\n>')],
    ['ragged lines', `>ragged\n${lines.map((line, i) => line.slice(i % 7)).join('\n')}\n`],
    ['runs of N', fasta.replace(/(.{1800}\n)/g, `$1${'N'.repeat(60)}\n`)],
    ['IUPAC codes', fastaOf([{ title: 'codes', sequence: coded.join('') }], 60)],
    ['RNA', fastaOf([{ title: 'rna', sequence: rna }], 60)],
    ['one T before RNA', fastaOf([{ title: 'rna', sequence: `T${rna}` }], 60)],
    ['bare sequence', genome],
    ['bare lines', `${lines.join('\n')}\n`],
    ['groups of ten', `${groups.join('\n')}\n`],
    ['FASTA in groups of ten', `>groups\n${groups.join('\n')}\n`],
    ['GenBank', flatFile(groups, (group, i) => `${String(60 * i + 1).padStart(9)} ${group}`)],
    [
      'EMBL',
      flatFile(
        groups,
        (group, i) => `     ${group.padEnd(65)}${String(60 * (i + 1)).padStart(10)}`,
      ),
    ],
    ['a byte order mark', `\xef\xbb\xbf${fasta}`],
    ['comments before FASTA', `; made by hand\n# for a test\n${fasta}`],
    ['contigs', fastaOf(contigs, 60)],
    ['windows', fastaOf(windows, 60)],
    ['primers', fastaOf(primers, 60)],
    ['k-mers', Array.from({ length: 3000 }, (_, i) => `${genome.slice(i, i + 31)}\n`).join('')],
    ['a tiny FASTA', '>x\nACGTTGCAACGT\n'],
    ['one letter', 'A'],
    ['a repeat', `>repeat\n${'ACGGT'.repeat(12_000)}\n`],
    ['a file twice', fasta + fasta],
  ];
}

function flatFile(groups: readonly string[], line: (group: string, i: number) => string): string {
  const features = Array.from({ length: 60 }, (_, i) => {
    return `     gene            ${900 * i + 1}..${900 * i + 700}\n                     /gene="orf${i}"\n`;
  });
  const origin = groups.map((group, i) => line(group.toLowerCase(), i));
  return `FEATURES             Location/Qualifiers\n${features.join('')}ORIGIN      \n${origin.join('\n')}\n//\n`;
}
