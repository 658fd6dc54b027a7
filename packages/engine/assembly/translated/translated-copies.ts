/**
 * Translated copies: alignments of what the newest bases would be as protein. Defined by `TranslatedCopies` in `@pmklc/models`.
 */
import { lane, roomInLane } from '../lane';
import * as history from '../history/base-history';
import { END } from '../generated/translated/genetic-code';
import { WORD_LETTERS } from '../generated/translated/reading-words';
import { FORWARD, NOTHING, OPPOSITE, PROTEIN } from '../generated/translated/source';
import {
  BETTER_BY,
  FIRST_CODONS,
  LEAST_MOVED_SCORE,
  LEAST_OF_FIRST,
  LEAST_QUALITY,
  LEAST_SCORE,
  MOST_MOVED,
  MOVED_CODONS,
  WAIT_CODONS,
} from '../generated/translated/translated-copies';
import { COMPARED } from '../generated/translated/alignment';
import {
  Alignment,
  ALIGNMENT_BYTES,
  beginCodon,
  chancesOf,
  copyAlignment,
  endCodon,
  enterAlignment,
  knownBases,
  rankOf,
  strays,
} from './alignment';
import { initPlaces } from './codon-places';
import { foretell, initSubstitution, learnSubstitution, learnUsage } from './codon-substitution';
import { isOwn } from '../threads';
import { initGeneticCode } from './genetic-code';
import { exchangePlaces, findNoEntries, found, initFound } from './found-words';
import { initWords, resetWords } from './reading-words';
import { aminoAcidOf, newestCodon, ownCodon, scoreOf, sourceAt } from './source';

/** Cells of codon substitution change seldom, and have one owner. */
const OWNER: u32 = 1;

/** Below any score. */
const NO_SCORE: i32 = -100;

/** Copies of a lane. */
@unmanaged
export class TranslatedLane {
  /** Alignments followed. */
  count: i32;
  /** Addresses of the best two; 0 for none. */
  best: usize;
  second: usize;
}

let most: i32 = 0;
/** Offsets in a lane of its part; of its `Alignment`s, one behind the other, and room for a candidate. */
let room: usize = 0;
let alignmentRoom: usize = 0;

/** Copies of the lane in use. */
// @ts-ignore: decorator
@inline
export function here(): TranslatedLane {
  return changetype<TranslatedLane>(lane() + room);
}

/** Makes room for so many alignments. */
export function initCopies(mostAlignments: i32, placeBits: i32): void {
  most = mostAlignments;
  room = roomInLane(offsetof<TranslatedLane>());
  alignmentRoom = roomInLane(ALIGNMENT_BYTES * <usize>(most + 1));
  initWords();
  initFound();
  initGeneticCode();
  initSubstitution();
  initPlaces(placeBits);
}

// @ts-ignore: decorator
@inline
function alignmentAt(i: i32): Alignment {
  return changetype<Alignment>(lane() + alignmentRoom + <usize>i * ALIGNMENT_BYTES);
}

/** Finds the best two alignments for the next base, and what they say of their codons. */
export function rank(): void {
  const self = here();
  let best: usize = 0,
    second: usize = 0;
  let bestRank = i32.MIN_VALUE;
  let secondRank = i32.MIN_VALUE;
  for (let i = 0; i < self.count; i++) {
    const a = alignmentAt(i);
    const r = rankOf(a);
    if (r > bestRank) {
      second = best;
      secondRank = bestRank;
      best = changetype<usize>(a);
      bestRank = r;
    } else if (r > secondRank) {
      second = changetype<usize>(a);
      secondRank = r;
    }
  }
  self.best = best;
  self.second = second;
  if (best) foretellOf(changetype<Alignment>(best));
  if (second) foretellOf(changetype<Alignment>(second));
}

function foretellOf(a: Alignment): void {
  if (a.isForetold != 0) return;
  foretell(chancesOf(a), a.alignmentClass, a.strand, a.kind, a.symbol);
  a.isForetold = 1;
}

/** Learns of nothing: a base that the shortcut foretold. */
export function findNothing(): void {
  const self = here();
  self.best = 0;
  self.second = 0;
  findNoEntries();
}

/** Drops all alignments, where bases come that are not learned. */
export function drop(): void {
  here().count = 0;
  resetWords();
}

/** Learns the newest base: what is this thread's own. */
export function learnCopies(): void {
  exchangePlaces();
  if (!isOwn(OWNER)) return;
  const self = here();
  learnCodonOf(self.best, true);
  learnCodonOf(self.second, false);
}

/** Lets the lane's alignments follow the newest base, after the two prefetches. */
export function followCopies(): void {
  const self = found();
  advance();
  if (self.forwardPlace) tryHistory(FORWARD, self.forwardPlace);
  if (self.reversedPlace) tryHistory(OPPOSITE, self.reversedPlace);
  if (self.forwardEnd) enter(PROTEIN, <i32>self.forwardEnd - 1, 1, FORWARD);
  if (self.reversedEnd) enter(PROTEIN, <i32>self.reversedEnd - WORD_LETTERS, -1, OPPOSITE);
}

function learnCodonOf(at: usize, isBest: bool): void {
  if (at == 0) return;
  const a = changetype<Alignment>(at);
  if (knownBases(a) != 0) return;
  const codon = newestCodon(a.strand);
  learnSubstitution(a.alignmentClass, a.kind, a.symbol, codon);
  if (isBest) learnUsage(codon);
}

/** Moves the alignments on past a codon that the newest base ends; drops bad ones. */
function advance(): void {
  const self = here();
  for (let i = 0; i < self.count; i++) {
    const a = alignmentAt(i);
    if (knownBases(a) != 0) continue;
    finishCodon(a);
    if (a.quality >= LEAST_QUALITY && begin(a)) continue;
    self.count--;
    if (i != self.count) copyAlignment(a, alignmentAt(self.count));
    i--;
  }
}

function finishCodon(a: Alignment): void {
  const codon = newestCodon(a.strand);
  const isSame = aminoAcidOf(FORWARD, codon) == aminoAcidOf(a.kind, a.symbol);
  endCodon(a, scoreOf(a.kind, a.symbol, codon), isSame);
  if (a.wait > 0) a.wait--;
  if (a.wait > 0 || !strays(a)) return;
  move(a);
  a.wait = WAIT_CODONS;
}

/** Begins the next codon; false where the source has none. */
function begin(a: Alignment): bool {
  const symbol = sourceAt(a.kind, a.place);
  if (symbol == NOTHING || aminoAcidOf(a.kind, symbol) == END) return false;
  beginCodon(a, symbol);
  return true;
}

/** Moves a stray alignment to where it goes on after codons that were put in or left out. */
function move(a: Alignment): void {
  const place = a.place;
  let most = max(scoreAt(a, place) + BETTER_BY, LEAST_MOVED_SCORE);
  for (let distance = 1; distance <= MOST_MOVED; distance++) {
    for (let sign = -1; sign <= 1; sign += 2) {
      const there = place + sign * distance * a.step;
      const score = scoreAt(a, there);
      if (score <= most) continue;
      most = score;
      a.place = there;
    }
  }
}

/** Score of the last codons if an alignment were at this place. */
function scoreAt(a: Alignment, place: i32): i32 {
  let score = 0;
  for (let back = 0; back < MOVED_CODONS; back++) {
    place -= a.step;
    const symbol = sourceAt(a.kind, place);
    if (symbol == NOTHING) return NO_SCORE;
    score += scoreOf(a.kind, symbol, ownCodon(a.strand, back));
  }
  return score;
}

function tryHistory(strand: i32, place: u32): void {
  const end = <i32>(place >> 1);
  const kind = <i32>(place & 1);
  if (strand == kind) enter(kind, end, 3, strand);
  else enter(kind, end - 3 * (WORD_LETTERS - 1), -3, strand);
}

/** Follows a new alignment if it is good enough. `newest`: place beside the newest codon. */
function enter(kind: i32, newest: i32, step: i32, strand: i32): void {
  const place = newest + step;
  const self = here();
  const frame = history.here().length % 3;
  if (isFollowed(kind, place, step, frame)) return;
  const score = compare(kind, newest, step, strand);
  if (score < LEAST_SCORE) return;
  // Behind the last one is room for it.
  const candidate = alignmentAt(self.count);
  enterAlignment(candidate, kind, place, step, strand, frame, score);
  if (!begin(candidate)) return;
  if (self.count < most) self.count++;
  else replaceWorst(candidate);
}

function isFollowed(kind: i32, place: i32, step: i32, frame: i32): bool {
  const count = here().count;
  for (let i = 0; i < count; i++) {
    const a = alignmentAt(i);
    if (a.place == place && a.kind == kind && a.step == step && a.frame == frame) return true;
  }
  return false;
}

/** Score of the newest codons against a source, as far as it reaches; 0 when the first of them say that it is not the word. */
function compare(kind: i32, newest: i32, step: i32, strand: i32): i32 {
  let score = 0;
  for (let back = 0; back < COMPARED; back++) {
    const symbol = sourceAt(kind, newest);
    if (symbol == NOTHING) break;
    score += scoreOf(kind, symbol, ownCodon(strand, back));
    if (back == FIRST_CODONS - 1 && score < LEAST_OF_FIRST) return 0;
    newest += step * -1;
  }
  return score;
}

/** The first of those with the least quality makes room, if that is less than the candidate's. */
function replaceWorst(candidate: Alignment): void {
  const count = here().count;
  let least = candidate.quality;
  let worst = -1;
  for (let i = 0; i < count; i++) {
    const quality = alignmentAt(i).quality;
    if (quality >= least) continue;
    least = quality;
    worst = i;
  }
  if (worst < 0) return;
  copyAlignment(alignmentAt(worst), candidate);
}
