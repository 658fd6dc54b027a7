/**
 * The genetic code, and how alike what sources have is to codons. The tables are those of `@pmklc/models`, copied in by the host.
 */
import { allocate } from '../memory';
import { CODONS, SYMBOLS } from '../generated/translated/genetic-code';

/** u8[64]: amino acid of a codon. */
export let aminoAcids: usize = 0;
/** u8[64]: reverse complement of a codon. */
export let opposites: usize = 0;
/** u8[21]: letters of words. */
export let letters: usize = 0;
/** i8[21][21] */
let scores: usize = 0;
/** i8[64][64] and i8[21][64]: scores of a codon, or a residue, against a codon. */
export let codonScores: usize = 0;
export let residueScores: usize = 0;

/** Makes room for the tables; returns where the host writes them, one behind the other. */
export function initGeneticCode(): void {
  aminoAcids = allocate(2 * CODONS + SYMBOLS + SYMBOLS * SYMBOLS);
  opposites = aminoAcids + CODONS;
  letters = opposites + CODONS;
  scores = letters + SYMBOLS;
  codonScores = allocate(CODONS * CODONS);
  residueScores = allocate(SYMBOLS * CODONS);
}

/** Fills what follows from the tables, once the host has written them. */
export function fillScores(): void {
  for (let codon: usize = 0; codon < <usize>CODONS; codon++) {
    const amino = <usize>load<u8>(aminoAcids + codon);
    for (let a: usize = 0; a < <usize>SYMBOLS; a++) {
      store<u8>(residueScores + a * CODONS + codon, load<u8>(scores + a * SYMBOLS + amino));
    }
  }
  for (let codon: usize = 0; codon < <usize>CODONS; codon++) {
    const row = residueScores + <usize>load<u8>(aminoAcids + codon) * CODONS;
    memory.copy(codonScores + codon * CODONS, row, CODONS);
  }
}

/** Codon of the bases, one a byte, before an address. */
// @ts-ignore: decorator
@inline
export function codonBefore(address: usize): usize {
  // The three bases end up side by side, two bits each, from bit 16 on; nothing else does.
  return (((load<u32>(address - 3) & 0x030303) * 0x100401) >> 16) & 63;
}
