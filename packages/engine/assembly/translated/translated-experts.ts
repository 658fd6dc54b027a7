/**
 * The translated copies of a model as experts: what the best two alignments say of the next base. Defined by
 * `TranslatedExperts` in `@pmklc/models`.
 */
import { lane, roomInLane } from '../lane';
import * as history from '../history/base-history';
import * as read from '../history/read-place';
import { ln16 } from '../fixed-point';
import { writeLogits } from '../dynamic/write-logits';
import * as mixer from '../mixer/gated-mixer';
import { nextSetting } from '../settings';
import { CONFIDENCES, OPINIONS, RELATIONS } from '../generated/translated/translated-experts';
import { Alignment, chancesOf, knownBases, recentClass } from './alignment';
import * as copies from './translated-copies';
import { prefetchEntries, prefetchSources, remember } from './found-words';
import { transferSubstitution } from './codon-substitution';

/** Opinions for the mixer; 0: no translated copies. */
export let count: i32 = 0;
/** Offset in a lane of four sums, i32, and of the set of weights for the next base. */
let room: usize = 0;
const SET: usize = 16;

/** Set of weights for the next base; 0 without translated copies. */
// @ts-ignore: decorator
@inline
export function weightSet(): i32 {
  return count > 0 ? load<i32>(lane() + room, SET) : 0;
}

/** Makes the copies that the settings name, if any. */
export function build(): void {
  const alignments = nextSetting();
  if (alignments == 0) return;
  count = OPINIONS;
  room = roomInLane(32);
  copies.initCopies(alignments, nextSetting());
}

/** Writes the opinions, the first one as opinion number `first`. */
export function predict(first: i32): void {
  if (count == 0) return;
  if (read.beginsRead()) copies.drop();
  copies.rank();
  const self = copies.here();
  const likeliest = speak(self.best, first);
  const other = speak(self.second, first + 1);
  store<i32>(lane() + room, self.best == 0 ? 0 : setOf(self.best, likeliest == other), SET);
}

function setOf(at: usize, isAgreed: bool): i32 {
  const best = changetype<Alignment>(at);
  return 1 + (recentClass(best) * 3 + knownBases(best)) * RELATIONS + relation(best, isAgreed);
}

/** Writes what an alignment says; returns the base that it finds likeliest. */
function speak(at: usize, opinion: i32): i32 {
  const inputs = mixer.inputAt(opinion);
  if (at == 0) {
    writeLogits(0, 0, 0, 0, inputs, mixer.plane);
    mixer.selectOwn(opinion, 0);
    return 0;
  }
  const a = changetype<Alignment>(at);
  const known = knownBases(a);
  sumUp(chancesOf(a), known);
  const sums = lane() + room;
  const s0 = load<i32>(sums),
    s1 = load<i32>(sums, 4),
    s2 = load<i32>(sums, 8),
    s3 = load<i32>(sums, 12);
  // Below 2^25 and, shifted, of 16 bits.
  const spare = <i32>clz(s0 + s1 + s2 + s3) - 16;
  writeLogits(
    ln16(shifted(s0, spare)),
    ln16(shifted(s1, spare)),
    ln16(shifted(s2, spare)),
    ln16(shifted(s3, spare)),
    inputs,
    mixer.plane,
  );
  mixer.selectOwn(opinion, 1 + known * CONFIDENCES + min(recentClass(a), CONFIDENCES - 1));
  const upper = max(s2, s3),
    lower = max(s0, s1);
  return upper > lower ? 2 + i32(s3 > s2) : i32(s1 > s0);
}

// @ts-ignore: decorator
@inline
function shifted(sum: i32, spare: i32): u32 {
  return <u32>(spare < 0 ? sum >> -spare : sum << spare);
}

/** Sums up the chances of the codons that begin with the `known` bases that were read. */
function sumUp(chances: usize, known: i32): void {
  const sums = lane() + room;
  if (known == 2) {
    v128.store(sums, v128.load(chances + ((<usize>history.kmer(2)) << 4)));
    return;
  }
  const codons: usize = known == 0 ? 16 : 4;
  let at = known == 0 ? chances : chances + ((<usize>history.kmer(1)) << 6);
  for (let base: usize = 0; base < 16; base += 4) {
    let sum = i32x4.splat(0);
    for (let i: usize = 0; i < codons; i += 4) {
      sum = i32x4.add(sum, v128.load(at));
      at += 16;
    }
    store<i32>(
      sums + base,
      i32x4.extract_lane(sum, 0) +
        i32x4.extract_lane(sum, 1) +
        i32x4.extract_lane(sum, 2) +
        i32x4.extract_lane(sum, 3),
    );
  }
}

/** How the second alignment stands to the first. */
function relation(best: Alignment, isAgreed: bool): i32 {
  const at = copies.here().second;
  if (at == 0) return 0;
  const second = changetype<Alignment>(at);
  if (second.frame != best.frame || second.strand != best.strand) return 1;
  return isAgreed ? 2 : 3;
}

/** Takes in the newest base, and prefetches where its words are looked up. */
export function prefetchNext(): void {
  if (count > 0) prefetchEntries();
}

/** Prefetches what stands there; some time after `prefetchNext`. */
export function prefetchFound(): void {
  if (count > 0) prefetchSources();
}

/** Leaves the places of a base alone that the shortcut foretold. */
export function findNothing(): void {
  if (count > 0) copies.findNothing();
}

/** Learns the newest base: what is this thread's own. */
export function learn(): void {
  if (count > 0) copies.learnCopies();
}

/** Lets the lane's alignments follow it. */
export function follow(): void {
  if (count > 0) copies.followCopies();
}

/** Follows bases that the shortcut foretold. */
export function skip(): void {
  if (count > 0) copies.drop();
}

/** Hears of a base that is only known. */
export function prime(): void {
  if (count > 0) remember();
}

/** Names the region of the only part. */
export function transferPart(): void {
  if (count > 0) transferSubstitution();
}
