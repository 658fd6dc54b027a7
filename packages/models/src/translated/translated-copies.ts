/**
 * Translated copies: alignments of what the newest bases would be as protein, with earlier sequence, of either strand, and with known
 * proteins. Genes of distant species, and old copies of a gene, resemble each other as proteins long after their DNA has
 * ceased to (docs/adr/0015). Arithmetic: docs/format/model.md, "Translated copies".
 */
import type { BaseHistory } from '../history/base-history.ts';
import { Alignment, COMPARED } from './alignment.ts';
import { END } from './genetic-code.ts';
import { ReadingWords, WORD_LETTERS } from './reading-words.ts';
import { aminoAcidOf, FORWARD, NOTHING, OPPOSITE, PROTEIN, scoreOf, Sources } from './source.ts';
import type { TranslatedState } from './translated-state.ts';

/**
 * Codons without a stop from which on a frame is looked up, among earlier sequence and among proteins. Most of what is found in a shorter
 * one came by chance: with 20 among earlier sequence, E. coli +0.04 %.
 */
const OPEN_CODONS = 32;
const OPEN_FOR_PROTEINS = 24;
/** Score of the codons compared, in half bits, that an alignment needs; with 40 or 66, E. coli +0.1 %. */
const LEAST_SCORE = 50;
/** Score of the first codons compared below which a word was another one in the same entry. */
const FIRST_CODONS = 4;
const LEAST_OF_FIRST = 8;
/** Quality, half bits Q8, below which an alignment is dropped: 0.16 a codon. */
const LEAST_QUALITY = 40;
/** Codons that an alignment is moved by at most when it strays, and that are compared at each place. */
const MOST_MOVED = 12;
const MOVED_CODONS = 8;
/** Score by which the new place must be better than the old one, and than 0. */
const BETTER_BY = 10;
const LEAST_MOVED_SCORE = 15;
/** Codons between two moves. */
const WAIT_CODONS = 2;

/** Alignments that a lane follows, and how new ones are found. */
export class TranslatedCopies {
  /** The best of the alignments, as many as have an opinion; set by `rank`. */
  readonly best: (Alignment | undefined)[];
  readonly #history: BaseHistory;
  readonly #state: TranslatedState;
  readonly #sources: Sources;
  readonly #words = new ReadingWords();
  readonly #alignments: Alignment[] = [];

  /** @param opinions alignments that are ranked, 1 or 2 */
  constructor(history: BaseHistory, state: TranslatedState, opinions: number) {
    this.#history = history;
    this.#state = state;
    this.#sources = new Sources(history, state.proteins.residues);
    this.best = Array.from({ length: opinions }, () => undefined);
  }

  /** Bases of its codon that an alignment knows, 0..2. */
  knownBases(alignment: Alignment): number {
    return (this.#history.end - alignment.frame) % 3;
  }

  /** Finds the best alignments for the next base, and what they say of their codons. */
  rank(): void {
    this.best.fill(undefined);
    for (const alignment of this.#alignments) this.#place(alignment);
    for (const alignment of this.best) {
      if (alignment === undefined || alignment.isForetold) continue;
      const { chances, alignmentClass, strand, kind, symbol } = alignment;
      this.#state.substitution.foretell(chances, alignmentClass, strand, kind, symbol);
      alignment.isForetold = true;
    }
  }

  /** Learns the newest base: codons that it ends, and where the words that it ends were before. */
  learn(): void {
    this.#learnCodons();
    this.#advance();
    this.#words.append(this.#history);
    this.#seek();
  }

  /** Remembers the words that the newest base ends, without looking for any. */
  remember(): void {
    this.#words.append(this.#history);
    const frame = this.#history.end % 3;
    const { forward, reversed, openForward, openReversed } = this.#words;
    const place = 2 * this.#history.end;
    if (openForward[frame] >= OPEN_CODONS) this.#state.places.exchange(forward[frame], place);
    if (openReversed[frame] >= OPEN_CODONS) this.#state.places.exchange(reversed[frame], place + 1);
  }

  /** Drops all alignments, where bases come that are not learned. */
  drop(): void {
    this.#alignments.length = 0;
    this.#words.reset();
  }

  /** Puts an alignment among the best, which are in order; of equals the first one is better. */
  #place(alignment: Alignment): void {
    const { best } = this;
    let at = best.length;
    while (at > 0 && isBehind(best[at - 1], alignment)) at--;
    if (at === best.length) return;
    for (let i = best.length - 1; i > at; i--) best[i] = best[i - 1];
    best[at] = alignment;
  }

  /** Learns from the best alignments whose codon the newest base ends; usage from the first of them alone. */
  #learnCodons(): void {
    const frame = this.#history.end % 3;
    for (let i = 0; i < this.best.length; i++) {
      const alignment = this.best[i];
      if (alignment === undefined || alignment.frame !== frame) continue;
      const codon = this.#sources.own(alignment.strand, 0);
      const { alignmentClass, kind, symbol } = alignment;
      this.#state.substitution.learn(alignmentClass, kind, symbol, codon);
      if (i === 0) this.#state.substitution.learnUsage(codon);
    }
  }

  /** Moves the alignments on past a codon that the newest base ends; drops those that are bad, or at their source's end. */
  #advance(): void {
    const frame = this.#history.end % 3;
    const alignments = this.#alignments;
    for (let i = 0; i < alignments.length; i++) {
      const alignment = alignments[i];
      if (alignment.frame !== frame) continue;
      this.#endCodon(alignment);
      if (alignment.quality >= LEAST_QUALITY && this.#begin(alignment)) continue;
      const last = alignments.pop()!;
      if (last !== alignment) alignments[i--] = last;
    }
  }

  #endCodon(alignment: Alignment): void {
    const { kind, symbol, strand } = alignment;
    const codon = this.#sources.own(strand, 0);
    const isSame = aminoAcidOf(FORWARD, codon) === aminoAcidOf(kind, symbol);
    alignment.end(scoreOf(kind, symbol, codon), isSame);
    if (alignment.wait > 0) alignment.wait--;
    if (alignment.wait > 0 || !alignment.strays) return;
    this.#move(alignment);
    alignment.wait = WAIT_CODONS;
  }

  /** Begins the next codon; false where the source has none. */
  #begin(alignment: Alignment): boolean {
    const { kind, place } = alignment;
    const symbol = this.#sources.at(kind, place);
    if (symbol === NOTHING || aminoAcidOf(kind, symbol) === END) return false;
    alignment.begin(symbol);
    return true;
  }

  /** Moves a stray alignment to where it goes on after codons that were put in or left out. */
  #move(alignment: Alignment): void {
    const { place, step } = alignment;
    let most = Math.max(this.#scoreAt(alignment, place) + BETTER_BY, LEAST_MOVED_SCORE);
    for (let distance = 1; distance <= MOST_MOVED; distance++) {
      for (let sign = -1; sign <= 1; sign += 2) {
        const there = place + sign * distance * step;
        const score = this.#scoreAt(alignment, there);
        if (score <= most) continue;
        most = score;
        alignment.place = there;
      }
    }
  }

  /** Score of the last codons if an alignment were at this place; far below 0 where the source does not have them. */
  #scoreAt({ kind, step, strand }: Alignment, place: number): number {
    let score = 0;
    for (let back = 0; back < MOVED_CODONS; back++) {
      const symbol = this.#sources.at(kind, place - (back + 1) * step);
      if (symbol === NOTHING) return -100;
      score += scoreOf(kind, symbol, this.#sources.own(strand, back));
    }
    return score;
  }

  /** Tries where the words that the newest base ends were before. */
  #seek(): void {
    const frame = this.#history.end % 3;
    const { forward, reversed, openForward, openReversed } = this.#words;
    const strands = [
      { strand: FORWARD, word: forward[frame], open: openForward[frame] },
      { strand: OPPOSITE, word: reversed[frame], open: openReversed[frame] },
    ];
    for (const { strand, word, open } of strands) {
      if (open < OPEN_CODONS) continue;
      const place = this.#state.places.exchange(word, 2 * this.#history.end + strand);
      if (place > 0) this.#tryHistory(strand, Math.floor(place / 2), place % 2);
    }
    for (const { strand, word, open } of strands) {
      if (open < OPEN_FOR_PROTEINS) continue;
      const end = this.#state.proteins.find(word);
      if (end > 0) this.#tryProtein(strand, end);
    }
  }

  /** Tries a word of the history that ended at `end` on a strand: on the same one genes are read on together, else apart. */
  #tryHistory(strand: number, end: number, kind: number): void {
    const first = end - 3 * (WORD_LETTERS - 1);
    if (strand === kind) this.#enter(kind, end, 3, strand);
    else this.#enter(kind, first, -3, strand);
  }

  /** Tries a word of a protein whose last residue is before `end`; on the opposite strand its first stands beside the newest codon. */
  #tryProtein(strand: number, end: number): void {
    if (strand === FORWARD) this.#enter(PROTEIN, end - 1, 1, strand);
    else this.#enter(PROTEIN, end - WORD_LETTERS, -1, strand);
  }

  /**
   * Follows a new alignment if it is good enough, in place of the worst one when there are too many and that is worse.
   * @param newest place beside the newest codon
   */
  #enter(kind: number, newest: number, step: number, strand: number): void {
    const place = newest + step;
    if (this.#isFollowed(kind, place, step)) return;
    const score = this.#compare(kind, newest, step, strand);
    if (score < LEAST_SCORE) return;
    const candidate = new Alignment();
    candidate.enter(kind, place, step, strand, this.#history.end % 3, score);
    if (!this.#begin(candidate)) return;
    if (this.#alignments.length < this.#state.alignments) this.#alignments.push(candidate);
    else this.#replaceWorst(candidate);
  }

  #isFollowed(kind: number, place: number, step: number): boolean {
    const frame = this.#history.end % 3;
    return this.#alignments.some(
      (a) => a.place === place && a.kind === kind && a.step === step && a.frame === frame,
    );
  }

  /** Score of the newest codons against a source, as far as it reaches; 0 when the first of them say that it is not the word. */
  #compare(kind: number, newest: number, step: number, strand: number): number {
    let score = 0;
    for (let back = 0; back < COMPARED; back++) {
      const symbol = this.#sources.at(kind, newest - back * step);
      if (symbol === NOTHING) break;
      score += scoreOf(kind, symbol, this.#sources.own(strand, back));
      if (back === FIRST_CODONS - 1 && score < LEAST_OF_FIRST) return 0;
    }
    return score;
  }

  /** The first of those with the least quality makes room, if that is less than the candidate's. */
  #replaceWorst(candidate: Alignment): void {
    const alignments = this.#alignments;
    let least = candidate.quality;
    let worst = -1;
    for (let i = 0; i < alignments.length; i++) {
      if (alignments[i].quality >= least) continue;
      least = alignments[i].quality;
      worst = i;
    }
    if (worst >= 0) alignments[worst] = candidate;
  }
}

function isBehind(other: Alignment | undefined, alignment: Alignment): boolean {
  return other === undefined || other.rank < alignment.rank;
}
