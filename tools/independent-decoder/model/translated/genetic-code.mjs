/** Codons and what they stand for: docs/format/model.md, "Translated copies". */

/** Amino acids, by number, and the end. */
const RESIDUES = 'ARNDCQEGHILKMFPSTWYV*';
const CODE = 'KNKNTTTTRSRSIIMIQHQHPPPPRRRRLLLLEDEDAAAAGGGGVVVV*Y*YSSSS*CWCLFLF';
const BY_CODON = [...CODE].map((letter) => RESIDUES.indexOf(letter));

/** The residue of a stop codon, and of the border of two proteins. */
export const END = RESIDUES.indexOf('*');

/** Codons of each residue, ascending. */
export const CODONS_OF = [...RESIDUES].map((_, residue) =>
  BY_CODON.flatMap((other, codon) => (other === residue ? [codon] : [])),
);

export function residueOf(codon) {
  return BY_CODON[codon];
}

/** Codon of the reverse complement. */
export function oppositeOf(codon) {
  return 63 - (16 * (codon & 3) + (codon & 12) + (codon >> 4));
}

/** Codon before the position `end`. */
export function codonBefore(history, end) {
  return 16 * history.at(end - 3) + 4 * history.at(end - 2) + history.at(end - 1);
}

/** Codon of the gene that is being read on a strand, so many codons before the newest. */
export function ownCodon(history, strand, age = 0) {
  const codon = codonBefore(history, history.length - 3 * age);
  return strand === 1 ? oppositeOf(codon) : codon;
}
