/**
 * Codon substitution: which codon stands where a source has an amino acid or a codon. It is what translated copies learn.
 *
 * The chance of a codon is that of its amino acid, times the share of the codon among those of its amino acid. So whatever a gene
 * teaches, of one amino acid or one codon, holds for all alignments: a table of codons for each class of alignments and codon of
 * the source knew less after a whole genome (E. coli +0.15 %, with proteins known +0.5 %).
 */
import type { Stateful } from '../snapshot/stateful.ts';
import { AMINO_ACID_OF, CODONS, END, OPPOSITE_CODON, SCORES, SYMBOLS } from './genetic-code.ts';
import { aminoAcidOf, OPPOSITE, PROTEIN } from './source.ts';

/** Classes of alignments: how good they are, in 8 steps, and how many of the last codons differ, in 8. */
export const ALIGNMENT_CLASSES = 64;
/** Groups of classes that share the chances of the other amino acids. */
const GROUPS = 4;
const CLASSES_A_GROUP = 16;
/** Numbers of identities, and of rows of others. */
export const IDENTITIES = ALIGNMENT_CLASSES * 20;
export const ROWS = GROUPS * 20;
/** Lessons after which a chance moves no slower. */
export const LESSON_LIMIT = 500;
export const USAGE_LESSON_LIMIT = 900;
/** Lessons that first values count for. */
const PRIOR_IDENTITY = 8;
const PRIOR_OTHERS = 40;
const PRIOR_COPY = 6;
const PRIOR_USAGE = 8;
/** Bounds of chances, Q16: what an identity moves towards, and where the others stop. */
const SURE = 65000;
const UNLIKELY = 500;
const LEAST_OTHER = 8;
const LEAST_USAGE = 200;
const ALWAYS = 65535;
/** Part of a codon's chance, Q24, that nothing takes away. */
const LEAST_CHANCE = 16;
/** Lessons that rates are known for. */
const RATES = 1024;

/**
 * Shares of the amino acids among proteins (UniProt), Q16, and of ends; the order is that of `AMINO_ACIDS`.
 */
const SHARES = [
  5406, 3624, 2660, 3571, 898, 2575, 4424, 4633, 1488, 3880, 6324, 3827, 1586, 2529, 3107, 4351,
  3505, 708, 1913, 4496, 60,
];
/** Least score of two amino acids, and 2^(score / 2), Q8, from it up to 3, the most of two different ones. */
const LEAST_SCORE = -4;
const ODDS = [64, 91, 128, 181, 256, 362, 512, 724];

/** State of translated copies. All chances are Q16. */
export class CodonSubstitution implements Stateful {
  /** Chance that the amino acid is the source's: [class][amino acid of the source]. */
  readonly identity = new Uint16Array(IDENTITIES);
  /** Chances of the others where it is not: [group][amino acid of the source][amino acid]. */
  readonly others = new Uint16Array(ROWS * SYMBOLS);
  /** Chance that a codon of the same amino acid is a copy of the source's, by class. */
  readonly copied = new Uint16Array(ALIGNMENT_CLASSES);
  /** Share of a codon among those of its amino acid. */
  readonly usage = new Uint16Array(CODONS);
  /** Lessons of each, by class and amino acid, row, class, and amino acid. */
  readonly identityLessons = new Uint16Array(IDENTITIES);
  readonly otherLessons = new Uint16Array(ROWS);
  readonly copyLessons = new Uint16Array(ALIGNMENT_CLASSES);
  readonly usageLessons = new Uint16Array(SYMBOLS);
  /** Chances of the amino acids for the codon that is being foretold, Q16. */
  readonly #row = new Int32Array(SYMBOLS);

  constructor() {
    for (let c = 0; c < ALIGNMENT_CLASSES; c++) {
      const first = Math.min(20000 + (c >> 3) * 5500, 60000) - Math.min(c & 7, 4) * 3000;
      for (let a = 0; a < 20; a++) this.identity[c * 20 + a] = first;
      this.copied[c] = 32768;
    }
    for (let i = 0; i < ROWS; i++) this.others.set(firstOthers(i % 20), i * SYMBOLS);
    for (let c = 0; c < CODONS; c++) {
      const synonyms = AMINO_ACID_OF.filter((amino) => amino === AMINO_ACID_OF[c]).length;
      this.usage[c] = Math.min(Math.floor(65536 / synonyms), ALWAYS);
    }
  }

  get state(): readonly ArrayBufferView[] {
    return [
      ...[this.identity, this.others, this.copied, this.usage],
      ...[this.identityLessons, this.otherLessons, this.copyLessons, this.usageLessons],
    ];
  }

  /**
   * Fills `out` with chances of the 64 codons as the sequence reads them, Q24, each at least 16, together below 2^25.
   * @param alignmentClass 0..63
   * @param strand on which the own gene is: `FORWARD` or `OPPOSITE`
   * @param symbol what a source of that kind has, no end
   */
  foretell(
    out: Int32Array,
    alignmentClass: number,
    strand: number,
    kind: number,
    symbol: number,
  ): void {
    const amino = aminoAcidOf(kind, symbol);
    const same = this.#fillRow(alignmentClass, amino);
    const copied = kind === PROTEIN ? 0 : this.copied[alignmentClass];
    for (let codon = 0; codon < CODONS; codon++) {
      const own = AMINO_ACID_OF[codon];
      let chance = LEAST_CHANCE + ((this.#row[own] * (this.usage[codon] >> 4)) >> 4);
      if (kind !== PROTEIN && own === amino) {
        chance = (chance >> 8) * ((65536 - copied) >> 8);
        if (codon === symbol) chance += (same >> 4) * (copied >> 4);
      }
      out[strand === OPPOSITE ? OPPOSITE_CODON[codon] : codon] = chance;
    }
  }

  /** Learns that a source's symbol had this codon of one's own, as its strand has it, beside it. */
  learn(alignmentClass: number, kind: number, symbol: number, codon: number): void {
    const amino = aminoAcidOf(kind, symbol);
    const own = AMINO_ACID_OF[codon];
    this.#learnIdentity(alignmentClass * 20 + amino, own === amino);
    if (own !== amino) this.#learnOther(rowOf(alignmentClass, amino), amino, own);
    else if (kind !== PROTEIN) this.#learnCopy(alignmentClass, symbol, codon);
  }

  /** Learns how often a codon is used: once for each codon of a gene. */
  learnUsage(codon: number): void {
    const amino = AMINO_ACID_OF[codon];
    const lessons = this.usageLessons[amino];
    const rate = RATE[lessons + PRIOR_USAGE];
    for (let c = 0; c < CODONS; c++) {
      if (AMINO_ACID_OF[c] !== amino) continue;
      const x = this.usage[c];
      this.usage[c] = Math.max(moved(x, c === codon ? ALWAYS : 0, rate), LEAST_USAGE);
    }
    if (lessons < USAGE_LESSON_LIMIT) this.usageLessons[amino] = lessons + 1;
  }

  /** Fills the row of a source's amino acid; returns the chance that the own one is the same. */
  #fillRow(alignmentClass: number, amino: number): number {
    const same = this.identity[alignmentClass * 20 + amino];
    const row = rowOf(alignmentClass, amino) * SYMBOLS;
    const rest = (65536 - same) >> 2;
    // 14 bits times 14 bits.
    for (let b = 0; b < SYMBOLS; b++) this.#row[b] = ((this.others[row + b] >> 2) * rest) >> 12;
    this.#row[amino] = same;
    return same;
  }

  #learnIdentity(at: number, isSame: boolean): void {
    const { identity, identityLessons } = this;
    const gap = (isSame ? SURE : UNLIKELY) - identity[at];
    // 17 bits with sign times 14 bits.
    identity[at] += (gap * RATE[identityLessons[at] + PRIOR_IDENTITY]) >> 16;
    if (identityLessons[at] < LESSON_LIMIT) identityLessons[at]++;
  }

  #learnOther(row: number, amino: number, own: number): void {
    const { others, otherLessons } = this;
    const rate = RATE[otherLessons[row] + PRIOR_OTHERS];
    for (let b = 0; b < SYMBOLS; b++) {
      if (b === amino) continue;
      const at = row * SYMBOLS + b;
      others[at] = Math.max(moved(others[at], b === own ? ALWAYS : 0, rate), LEAST_OTHER);
    }
    if (otherLessons[row] < LESSON_LIMIT) otherLessons[row]++;
  }

  /** Learns how often codons are copied: the same codon is one with the chance that it did not come by usage alone. */
  #learnCopy(at: number, symbol: number, codon: number): void {
    const { copied, copyLessons } = this;
    const chance = copied[at];
    let target = 0;
    if (codon === symbol) {
      const byUsage = (((65536 - chance) >> 4) * (this.usage[codon] >> 4)) >> 8;
      target = Math.floor((chance * 65536) / (chance + byUsage + 1));
    }
    const next = moved(chance, target, RATE[copyLessons[at] + PRIOR_COPY]);
    copied[at] = Math.max(Math.min(next, SURE), UNLIKELY);
    if (copyLessons[at] < LESSON_LIMIT) copyLessons[at]++;
  }
}

/** Rates of learning after so many lessons, Q16. */
const RATE = Int32Array.from({ length: RATES }, (_, lessons) => Math.floor(65536 / lessons));

/** A chance moved towards a target, both Q16: 17 bits with sign times 12 bits. */
function moved(chance: number, target: number, rate: number): number {
  return chance + (((target - chance) * (rate >> 2)) >> 14);
}

/** Number of the row of a source's amino acid among the others. */
function rowOf(alignmentClass: number, amino: number): number {
  return Math.floor(alignmentClass / CLASSES_A_GROUP) * 20 + amino;
}

/** Chances of the other amino acids that BLOSUM62 stands for, Q16. */
function firstOthers(amino: number): number[] {
  const weights = SHARES.map((share, b) => {
    const score = b === END ? LEAST_SCORE : SCORES[amino * SYMBOLS + b];
    return b === amino ? 0 : (share * ODDS[score - LEAST_SCORE]) >> 4;
  });
  const sum = weights.reduce((a, b) => a + b);
  return weights.map((weight) => Math.floor((weight * 65536) / sum));
}
