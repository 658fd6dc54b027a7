/**
 * The translated copies of a lane as experts: what the best two alignments say of the next base.
 */
import { ln16 } from '@pmklc/core';
import type { ExpertLane, LaneSurroundings, Opinion } from '../expert.ts';
import type { BaseHistory } from '../history/base-history.ts';
import type { ReadPlace } from '../history/read-place.ts';
import type { Alignment } from './alignment.ts';
import { TranslatedCopies } from './translated-copies.ts';
import type { TranslatedState } from './translated-state.ts';

/** The best two alignments have an opinion each: of one alone E. coli +0.1 %, with known proteins +0.6 %. */
export const OPINIONS = 2;
/** How the second alignment stands to the first: none, of another frame, of the same and for the same base, for another one. */
const RELATIONS = 4;
/** Confidences of a place in the codon. */
const CONFIDENCES = 5;
/** Sets of weights that alignments select among: by differences of the best, place in the codon and relation; 0 without one. */
export const ALIGNMENT_SETS = 1 + 8 * 3 * RELATIONS;

/** Opinion of an alignment on the next base. */
export class AlignmentOpinion implements Opinion {
  readonly logits = new Int32Array(4);
  confidence = 0;
  /** The base that it finds likeliest. */
  likeliest = 0;
  readonly #sums = new Int32Array(4);

  /** Says nothing. */
  clear(): void {
    this.logits.fill(0);
    this.confidence = 0;
  }

  /** Sums up the chances of the codons that begin with the `known` bases that were read. */
  speak({ chances, recentClass }: Alignment, known: number, history: BaseHistory): void {
    const codons = 16 >> (2 * known);
    const first = known === 0 ? 0 : history.kmer(known) * 4 * codons;
    let total = 0;
    for (let base = 0; base < 4; base++) {
      let sum = 0;
      for (let i = 0; i < codons; i++) sum += chances[first + base * codons + i];
      this.#sums[base] = sum;
      total += sum;
      if (base === 0 || sum > this.#sums[this.likeliest]) this.likeliest = base;
    }
    // Below 2^25 and, shifted, of 16 bits.
    const bits = 32 - Math.clz32(total);
    for (let base = 0; base < 4; base++) {
      const sum = this.#sums[base];
      this.logits[base] = ln16(bits > 16 ? sum >> (bits - 16) : sum << (16 - bits));
    }
    this.confidence = 1 + known * CONFIDENCES + Math.min(recentClass, CONFIDENCES - 1);
  }
}

/** Two opinions, and what the mixer selects weights by. */
export class TranslatedExperts implements ExpertLane {
  readonly opinions: readonly AlignmentOpinion[];
  readonly copies: TranslatedCopies;
  readonly #history: BaseHistory;
  readonly #read: ReadPlace | undefined;

  constructor(state: TranslatedState, { history, read }: LaneSurroundings) {
    this.#history = history;
    this.#read = read;
    this.copies = new TranslatedCopies(history, state, OPINIONS);
    this.opinions = Array.from({ length: OPINIONS }, () => new AlignmentOpinion());
  }

  /** Set of weights for the next base, 0 .. ALIGNMENT_SETS - 1. */
  get weightSet(): number {
    const [best] = this.copies.best;
    if (best === undefined) return 0;
    const known = this.copies.knownBases(best);
    return 1 + (best.recentClass * 3 + known) * RELATIONS + this.#relation(best);
  }

  /** Forecasts the next base. Alignments end where a read begins: followed into the next one, they took half of the time of reads. */
  predict(): void {
    if (this.#read?.known === 0) this.copies.drop();
    this.copies.rank();
    this.opinions.forEach((opinion, i) => {
      const alignment = this.copies.best[i];
      if (alignment === undefined) opinion.clear();
      else opinion.speak(alignment, this.copies.knownBases(alignment), this.#history);
    });
  }

  learn(): void {
    this.copies.learn();
  }

  skip(): void {
    this.copies.drop();
  }

  prime(): void {
    this.copies.remember();
  }

  #relation(best: Alignment): number {
    const second = this.copies.best[1];
    if (second === undefined) return 0;
    if (second.frame !== best.frame || second.strand !== best.strand) return 1;
    return this.opinions[0].likeliest === this.opinions[1].likeliest ? 2 : 3;
  }
}
