/**
 * Proteins that are related to each other, and genes of them.
 */
import { reverseComplement } from './bases.ts';
import { concat } from './bytes.ts';
import { randomBases, randomWords } from './random.ts';

/** Codons of each amino acid, in the order of the BLOSUM matrices, as numbers 0..63; no stops. */
const SYNONYMS = [...'ARNDCQEGHILKMFPSTWYV'].map((amino) =>
  [...'KNKNTTTTRSRSIIMIQHQHPPPPRRRRLLLLEDEDAAAAGGGGVVVV*Y*YSSSS*CWCLFLF'].flatMap(
    (letter, codon) => (letter === amino ? [codon] : []),
  ),
);

/** A family of proteins of one ancestor, residues 0..19: a residue in three is another one, codons are put in and left out. */
export function proteinFamily(members: number, residues: number, seed: number): Uint8Array[] {
  const next = randomWords(seed);
  const ancestor = Uint8Array.from({ length: residues }, () => next() % 20);
  return Array.from({ length: members }, () => {
    const member: number[] = [];
    for (const residue of ancestor) {
      if (next() % 60 === 0) continue;
      if (next() % 60 === 0) member.push(next() % 20);
      member.push(next() % 3 === 0 ? next() % 20 : residue);
    }
    return Uint8Array.from(member);
  });
}

/** Genes of proteins, of codons chosen at random, every second one on the opposite strand, with other bases between them. */
export function genesOf(proteins: readonly Uint8Array[], seed: number): Uint8Array {
  const next = randomWords(seed);
  const genes = proteins.flatMap((protein, i) => {
    const gene = Uint8Array.from(
      [...protein].flatMap((residue) => {
        const synonyms = SYNONYMS[residue];
        const codon = synonyms[next() % synonyms.length];
        return [codon >> 4, (codon >> 2) & 3, codon & 3];
      }),
    );
    return [randomBases(next() % 50, seed + i), i % 2 === 0 ? gene : reverseComplement(gene)];
  });
  return concat(...genes);
}
