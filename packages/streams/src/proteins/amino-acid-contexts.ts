/**
 * Contexts from which the next amino acid is forecast: those before, the composition around, relatives and matches.
 *
 * Proteins repeat hardly any string of letters, so contexts are short, skip residues (a turn of a
 * helix is 3.6 of them), or say what a related protein has here.
 * Format: docs/format/sequence.md, "Residues of proteins".
 */
import { MatchFinder } from '../bytes/match-finder.ts';
import type { Relative } from './homolog-finder.ts';
import { countOnes, HomologFinder } from './homolog-finder.ts';
import { END, groupsOf } from './amino-acid-alphabet.ts';

/** One context. */
export interface AminoAcidContext {
  /** Context whose forecast is the first guess in a new slot; -1 for none. */
  readonly parent: number;
  /** Weight of the first guess in residues, at least 2: see `AminoAcidModel`. */
  readonly inertia: number;
  /** Residues after which a slot learns no slower, 1..1023. */
  readonly limit: number;
  /** First weight in the mixers, in 1/65536. */
  readonly weight: number;
  /** Binary logarithm of the number of values that the context has. */
  readonly bits: number;
}

const WINDOW = 20;
const MAX_PLACE = 60;
const HYDROPHOBIC = 0;
const CHARGED = 1;
const PROPERTIES = ['ACFILMVWY', 'DEKR'];

/** Largest count that a slot can hold. */
const SLOW = 1023;
/** Short contexts add little to a wider one; a match is nearly always right, a relative often. */
const LIGHT = 14000;
const HEAVY = 50000;
const FULL = 65536;

/** Contexts in the order in which {@link AminoAcidContexts.next} fills their values. */
export const AMINO_ACID_CONTEXTS: readonly AminoAcidContext[] = [
  { parent: -1, inertia: 2, limit: SLOW, weight: FULL, bits: 0 }, // order 0
  { parent: 0, inertia: 20, limit: SLOW, weight: LIGHT, bits: 5 }, // order 1
  { parent: 1, inertia: 30, limit: SLOW, weight: LIGHT, bits: 10 }, // order 2
  { parent: 1, inertia: 30, limit: SLOW, weight: LIGHT, bits: 10 }, // 1 and 3 back
  { parent: 1, inertia: 30, limit: SLOW, weight: LIGHT, bits: 10 }, // 1 and 4 back
  { parent: 0, inertia: 30, limit: SLOW, weight: LIGHT, bits: 10 }, // 2 and 3 back
  { parent: 0, inertia: 30, limit: SLOW, weight: LIGHT, bits: 10 }, // 3 and 4 back
  { parent: 0, inertia: 4, limit: 60, weight: LIGHT, bits: 0 }, // composition of late
  { parent: 0, inertia: 4, limit: 16, weight: LIGHT, bits: 0 }, // composition of very late
  { parent: 0, inertia: 20, limit: SLOW, weight: LIGHT, bits: 6 }, // place in the record
  { parent: 0, inertia: 12, limit: SLOW, weight: LIGHT, bits: 10 }, // hydrophobic and charged residues in a window
  { parent: 0, inertia: 4, limit: SLOW, weight: HEAVY, bits: 10 }, // best relative
  { parent: 1, inertia: 4, limit: SLOW, weight: HEAVY, bits: 14 }, // best relative, order 1
  { parent: 0, inertia: 4, limit: SLOW, weight: LIGHT, bits: 10 }, // second relative
  { parent: 0, inertia: 2, limit: SLOW, weight: FULL, bits: 10 }, // match
];

/** Number of weight sets of the first mixer, for each bit position, and of the second. */
export const WEIGHT_SETS = [16 * 32, 16 * 8] as const;

export class AminoAcidContexts {
  /** Value of each context for the next residue. */
  readonly values = new Int32Array(AMINO_ACID_CONTEXTS.length);
  /** Symbol that the best relative has here; 0 without one. */
  expected = 0;
  /** Trust in the best relative, 0 (none) to 11. */
  quality = 0;
  /** Trust in the match, 0 (none) to 5. */
  matchLevel = 0;
  readonly #match = new MatchFinder();
  readonly #finder = new HomologFinder();
  readonly #properties = groupsOf(PROPERTIES);
  #place = 0;

  /** Takes note of the last of `symbols[0, length)`, if there is one. */
  next(symbols: Uint8Array, length: number): void {
    const back = (n: number): number => (length >= n ? symbols[length - n]! : END);
    const [s1, s2, s3, s4] = [back(1), back(2), back(3), back(4)];
    this.#place = s1 === END ? 0 : this.#place + 1;
    if (length > 0) {
      this.#finder.next(symbols, length, this.#place);
      this.#match.next(symbols, length);
    }
    const values = this.values;
    values[1] = s1;
    values[2] = s1 | (s2 << 5);
    values[3] = s1 | (s3 << 5);
    values[4] = s1 | (s4 << 5);
    values[5] = s2 | (s3 << 5);
    values[6] = s3 | (s4 << 5);
    values[9] = Math.min(this.#place, MAX_PLACE);
    values[10] = this.#composition(symbols, length);
    this.#askRelatives(symbols, s1);
    const { length: matched, forecast } = this.#match;
    const level = lengthLevel(matched);
    values[14] = matched > 0 ? forecast | (level << 5) : 0;
    this.matchLevel = matchLevel(level);
  }

  #askRelatives(symbols: Uint8Array, s1: number): void {
    const values = this.values;
    const [first, second] = this.#finder.relatives as [Relative, Relative];
    const [a, b] = [relativeContext(first, symbols), relativeContext(second, symbols)];
    this.expected = a & 31;
    this.quality = (a >> 5) & 15;
    values[11] = a;
    values[12] = (a & 511) | (s1 << 9);
    values[13] = b;
  }

  /** Counts of hydrophobic and of charged residues among the last ones of the record. */
  #composition(symbols: Uint8Array, length: number): number {
    const counts = [0, 0, 0];
    for (let n = Math.min(WINDOW, this.#place); n >= 1; n--) {
      counts[this.#properties[symbols[length - n]!]!]!++;
    }
    return (counts[HYDROPHOBIC]! << 5) | counts[CHARGED]!;
  }
}

/** Context of a relative: the symbol that it has next, how well it agreed, and whether it did the last time. */
function relativeContext({ position, agreed }: Relative, symbols: Uint8Array): number {
  if (position === 0) return 0;
  const all = countOnes(agreed);
  const late = countOnes(agreed & 0xffff);
  const quality = all >= 30 ? all - 21 : 1 + (Math.min(late, 15) >> 1);
  return symbols[position]! | (quality << 5) | ((agreed & 1) << 9);
}

/** Lengths of matches, ever coarser: 0..31. */
function lengthLevel(length: number): number {
  if (length < 16) return length;
  if (length < 32) return 16 + ((length - 16) >> 2);
  if (length < 64) return 20 + ((length - 32) >> 3);
  return Math.min(24 + ((length - 64) >> 6), 31);
}

/** Coarser yet, to choose weights by: 0..5. */
function matchLevel(level: number): number {
  if (level === 0) return 0;
  if (level < 16) return level < 8 ? 1 : 2;
  return level < 20 ? 3 : level < 24 ? 4 : 5;
}
