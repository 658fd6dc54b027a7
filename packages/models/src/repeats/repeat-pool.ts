/**
 * The repeat pool: many copies of earlier sequence, forward and inverted, followed at once.
 *
 * What a copy is worth is learned, by how well it did so far. Arithmetic: docs/format/model.md,
 * "Repeat pool".
 */
import { ln16, type Base } from '@pmklc/core';
import type { BaseHistory } from '../history/base-history.ts';
import type { ReadPlace } from '../history/read-place.ts';
import type { Expert, Opinion } from '../expert.ts';
import { countOnes } from '../history/integers.ts';
import { mismatchesBefore, mismatchesFrom, runBefore, runFrom } from '../history/compare-places.ts';
import { badness, CopyPointer } from './copy-pointer.ts';
import { COMPARED, LEAST_COMPARED, mostMisses } from './entry-rule.ts';
import type { RepeatState } from './repeat-state.ts';
import type { SeedPlaces } from './seed-places.ts';

/** Insertions and deletions up to so many bases are looked for, at most so many times a base. */
const MAX_SHIFT = 16;
const MAX_LOST = 4;
/** Newest bases that must agree for a copy to go on after one. */
const MIN_RESUMED = 9;
const MAX_CONFIDENCE = 15;
/** ln 3 in Q10. */
const LN_3 = 1125;
/**
 * Factor of a sum of `size` logits, Q8: `SHARE / (size + 2)`. Copies err together: a plain sum of many is surer than they are,
 * and where they differ, both sides reach the mixer's limit (HIV -1.2 %, dengue -2 %).
 */
const SHARE = 3 << 8;

/** The copies of a lane. Two opinions: the share of the copies' logits in a base (`logits`), and their largest (`tops`). */
export class RepeatPool implements Expert {
  /** Shares, of sums of up to 64 logits in -7,566 .. 9,816: within three times that. */
  readonly logits = new Int32Array(4);
  /** Largest logit of a copy by base, at least 0. */
  readonly tops = new Int32Array(4);
  /** Number of copies followed. */
  size = 0;
  /** Agreement of the copies, set by `predict`: 0 with at most one, 1 all, 2 two thirds or more, 3 fewer. */
  agreement = 0;
  /** The longest run that took part in `unanimous`. */
  longestRun = 0;
  /** The second opinion: the largest logits. */
  readonly top: Opinion;

  readonly #history: BaseHistory;
  readonly #read: ReadPlace | undefined;
  readonly #state: RepeatState;
  /** The first `size` of them are followed. */
  readonly #pointers: CopyPointer[];
  /** Copies that go wrong at this base. */
  readonly #lost = Array.from({ length: MAX_LOST }, () => new CopyPointer());

  constructor(history: BaseHistory, state: RepeatState, read?: ReadPlace) {
    this.#history = history;
    this.#read = read;
    this.#state = state;
    this.top = new TopOpinion(this);
    this.#pointers = Array.from({ length: state.config.pointers }, () => new CopyPointer());
  }

  /** Confidence by how far the copies agree, and how many they are: 0..15. */
  get confidence(): number {
    return 4 * this.agreement + Math.min(this.size >> 2, 3);
  }

  /** Confidence by the largest logit: 0..15. */
  get topConfidence(): number {
    return Math.min(this.lead >> 9, MAX_CONFIDENCE);
  }

  /** The largest logit of a single copy. */
  get lead(): number {
    const [a, c, g, t] = this.tops;
    return Math.max(a, c, g, t);
  }

  predict(): void {
    const { logits, tops } = this;
    logits.fill(0);
    tops.fill(0);
    for (let i = 0; i < this.size; i++) {
      const p = this.#pointers[i];
      p.follow(this.#history);
      p.confidence = p.confidenceClass;
      const logit = copyLogit(this.#state.confidences.of(p.confidence));
      logits[p.prediction] += logit;
      if (logit > tops[p.prediction]) tops[p.prediction] = logit;
    }
    const share = Math.floor(SHARE / (this.size + 2));
    for (let b = 0; b < 4; b++) logits[b] = (logits[b] * share) >> 8;
    this.agreement = this.#agreement();
  }

  #agreement(): number {
    const { size, logits } = this;
    if (size < 2) return 0;
    let leader = 0;
    for (let b = 1; b < 4; b++) if (logits[b] > logits[leader]) leader = b;
    let agreeing = 0;
    for (let i = 0; i < size; i++) if (this.#pointers[i].prediction === leader) agreeing++;
    return agreeing === size ? 1 : 3 * agreeing >= 2 * size ? 2 : 3;
  }

  learn(base: Base): void {
    for (let i = 0; i < this.size; i++) this.#learnFrom(this.#pointers[i], base);
    this.follow(base);
    if (this.#history.length < COMPARED) return;
    const { seeds } = this.#state;
    for (let i = 0; i < seeds.length; i++) this.#seek(seeds[i]);
  }

  /** Moves the copies past the newest base, drops bad ones, looks where those gone wrong go on. */
  follow(base: Base): void {
    const pointers = this.#pointers;
    let kept = 0;
    let lost = 0;
    for (let i = 0; i < this.size; i++) {
      const p = pointers[i];
      const hit = p.prediction === base;
      p.advance(hit);
      if (!hit && lost < MAX_LOST && p.strays) this.#lost[lost++].copyFrom(p);
      if (p.recentMisses > this.#state.config.maxMisses || !this.#history.knows(p.position))
        continue;
      pointers[i] = pointers[kept];
      pointers[kept++] = p;
    }
    this.size = kept;
    for (let i = 0; i < lost; i++) this.#recover(this.#lost[i]);
  }

  /** Base that all copies with a run of at least `votingRun` predict, or -1; sets `longestRun`. */
  unanimous(votingRun: number): number {
    let agreed = -1;
    this.longestRun = 0;
    for (let i = 0; i < this.size; i++) {
      const p = this.#pointers[i];
      p.follow(this.#history);
      if (p.run < votingRun) continue;
      if (agreed >= 0 && agreed !== p.prediction) return -1;
      agreed = p.prediction;
      this.longestRun = Math.max(this.longestRun, p.run);
    }
    return agreed;
  }

  /** Drops all copies: what comes has nothing to do with what was. */
  drop(): void {
    this.size = 0;
  }

  /** Remembers where the newest bases under the seeds ended. */
  remember(): void {
    for (const seed of this.#state.seeds) {
      seed.remember(seed.entryOfRecent(this.#history), this.#history.end);
    }
  }

  #learnFrom(p: CopyPointer, base: Base): void {
    const hit = p.prediction === base;
    this.#state.confidences.learn(p.confidence, hit);
    p.learn(hit);
  }

  /** Looks for the copy's continuation after an insertion or a deletion. */
  #recover(lost: CopyPointer): void {
    let longest = 0;
    let shift = 0;
    for (let distance = 1; distance <= MAX_SHIFT; distance++) {
      for (let sign = 1; sign >= -1; sign -= 2) {
        const run = this.#runAt(lost, distance * sign);
        if (run > longest) {
          longest = run;
          shift = distance * sign;
        }
      }
    }
    if (longest < MIN_RESUMED || this.size === this.#state.config.pointers) return;
    const position = lost.position + shift;
    if (this.#isFollowed(position, lost.flip)) return;
    const p = this.#pointers[this.size++];
    p.copyFrom(lost);
    p.position = position;
    p.run = longest;
    p.misses = longest >= 32 ? 0 : (lost.misses << 8) >>> longest;
  }

  /** Bases that agree before a copy's position moved by `shift`, 0..32. */
  #runAt(p: CopyPointer, shift: number): number {
    const history = this.#history;
    const position = p.position + shift;
    if (!history.knows(position)) return 0;
    return p.flip === 0 ? runBefore(history, position) : runFrom(history, position + 1);
  }

  #isFollowed(position: number, flip: number): boolean {
    for (let i = 0; i < this.size; i++) {
      const p = this.#pointers[i];
      if (p.position === position && p.flip === flip) return true;
    }
    return false;
  }

  /** Tries the last two places of the newest bases under the seed, and of their reverse complement. */
  #seek(seed: SeedPlaces): void {
    const history = this.#history;
    const { places, span } = seed;
    const here = seed.entryOfRecent(history);
    const there = seed.entryOfReversed(history);
    this.#tryForward(places[here]);
    this.#tryForward(places[here + 1]);
    this.#tryInverted(places[there] - span);
    this.#tryInverted(places[there + 1] - span);
    seed.remember(here, history.end);
  }

  #tryForward(position: number): void {
    if (position === 0 || !this.#history.knows(position) || this.#isFollowed(position, 0)) return;
    this.#enter(position, 1, 0, mismatchesBefore(this.#history, position));
  }

  /** @param start position of the first base of the earlier place; none when below 1 */
  #tryInverted(start: number): void {
    const position = start - 1;
    if (!this.#history.knows(position) || this.#isFollowed(position, 3)) return;
    this.#enter(position, -1, 3, mismatchesFrom(this.#history, position + 1));
  }

  /**
   * Follows a new copy, in place of the worst one when the pool is full and that is worse.
   * @param compared misses of the newest 32 bases; those before their read do not count
   */
  #enter(position: number, step: number, flip: number, compared: number): void {
    const known = Math.min(this.#read?.known ?? COMPARED, COMPARED);
    if (known < LEAST_COMPARED) return;
    const misses = (compared & (-1 << (COMPARED - known))) >>> 0;
    if (countOnes(misses) > mostMisses(known, this.#state.config.minAgreement)) return;
    let worst = this.size;
    if (worst < this.#state.config.pointers) this.size++;
    else {
      worst = this.#worst();
      if (badness(misses) >= this.#pointers[worst].badness) return;
    }
    const p = this.#pointers[worst];
    p.position = position;
    p.step = step;
    p.flip = flip;
    p.misses = misses;
    p.run = Math.min(Math.clz32(misses), known);
    p.age = 0;
    p.missRate = countOnes(misses) << 11;
  }

  /** The first of those with the most badness. */
  #worst(): number {
    let worst = 0;
    let most = -1;
    for (let i = 0; i < this.size; i++) {
      const bad = this.#pointers[i].badness;
      if (bad > most) {
        most = bad;
        worst = i;
      }
    }
    return worst;
  }
}

/** Logit of a base of probability `p` / 65536, less that of each of the three others, Q10. */
function copyLogit(p: number): number {
  return ln16(p) - ln16(65535 - p) + LN_3;
}

/** Opinion of the best copy of each base. */
class TopOpinion implements Opinion {
  readonly logits: Int32Array;
  readonly #pool: RepeatPool;

  constructor(pool: RepeatPool) {
    this.#pool = pool;
    this.logits = pool.tops;
  }

  get confidence(): number {
    return this.#pool.topConfidence;
  }
}
