/** Copies of what comes, found earlier and followed: docs/format/model.md, "Repeat pool". */
import { Copy } from './copy.mjs';
import { CopyConfidence } from './copy-confidence.mjs';
import { div, ones } from '../fixed-point.mjs';
import { Seed } from './seed.mjs';

const LOST_AT_MOST = 4;
const RECOVER_DISTANCE = 16;
const RECOVER_RUN = 9;

export class RepeatPool {
  /** Logits of the two experts: shares, then tops. */
  logits = [new Int32Array(4), new Int32Array(4)];
  copies = [];
  lead = 0;
  agreement = 0;
  #configuration;
  #pointers;
  #minAgreement;
  #maxMisses;
  #seeds;
  #confidence;

  constructor(configuration, { seeds, confidence }) {
    this.#configuration = configuration;
    this.#pointers = configuration.pointers;
    this.#minAgreement = configuration.minAgreement;
    this.#maxMisses = configuration.maxMisses;
    this.#seeds = seeds;
    this.#confidence = confidence;
  }

  static begin(configuration) {
    return new RepeatPool(configuration, {
      seeds: configuration.seeds.map((seed) => new Seed(seed)),
      confidence: new CopyConfidence(),
    });
  }

  /** A pool of another lane: it has copies of its own. */
  forLane() {
    const shared = { seeds: this.#seeds, confidence: this.#confidence };
    return new RepeatPool(this.#configuration, shared);
  }

  /** Confidences of the two experts. */
  get confidences() {
    const size = this.copies.length;
    return [4 * this.agreement + Math.min(size >> 2, 3), Math.min(this.lead >> 9, 15)];
  }

  /** Numbers that a snapshot holds of it. */
  get learned() {
    return this.#confidence.learned;
  }

  predict(history) {
    const [shares, tops] = this.logits;
    const votes = [0, 0, 0, 0];
    shares.fill(0);
    tops.fill(0);
    for (const copy of this.copies) {
      const base = copy.predict(history);
      const logit = this.#confidence.logit(copy.class);
      shares[base] += logit;
      tops[base] = Math.max(tops[base], logit);
      votes[base]++;
    }
    const share = div(768, this.copies.length + 2);
    for (let base = 0; base < 4; base++) shares[base] = (shares[base] * share) >> 8;
    this.lead = Math.max(...tops);
    this.agreement = agreementOf(shares, votes, this.copies.length);
  }

  /** Learns the newest base of the history; `before` it, every copy predicted. */
  learn(history, known) {
    const hits = this.#hits(history);
    this.copies.forEach((copy, i) => {
      this.#confidence.learn(copy.class, hits[i]);
      copy.learn(hits[i]);
    });
    this.#follow(history, hits);
    if (history.own < 32) return;
    for (const seed of this.#seeds) this.#seek(history, seed, Math.min(known, 32));
  }

  /** Drops all copies, where a read begins. */
  drop() {
    this.copies = [];
  }

  /** Moves on after a base that the shortcut gave. */
  skip(history) {
    this.#follow(history, this.#hits(history));
    if (history.length % 16 === 0) this.remember(history);
  }

  /** Remembers where the newest bases stand. */
  remember(history) {
    for (const seed of this.#seeds) seed.remember(history.newest, history.length);
  }

  /** Copies stand before the newest base, which none of them predicts from itself. */
  #hits(history) {
    const base = history.at(history.length - 1);
    return this.copies.map((copy) => copy.predict(history) === base);
  }

  #follow(history, hits) {
    const lost = [];
    this.copies.forEach((copy, i) => {
      copy.follow(hits[i]);
      if (!hits[i] && copy.lost && lost.length < LOST_AT_MOST) lost.push(new Copy(copy));
    });
    this.copies = this.copies.filter(
      (copy) => copy.recent <= this.#maxMisses && history.isKnown(copy.position),
    );
    for (const copy of lost) this.#recover(history, copy);
  }

  /** Looks for the place where a lost copy goes on after an insertion or deletion. */
  #recover(history, copy) {
    let best = 0;
    let position = 0;
    for (let distance = 1; distance <= RECOVER_DISTANCE; distance++) {
      for (const shift of [distance, -distance]) {
        const run = agreeingRun(history, copy.position + shift, copy.inverted);
        if (run > best) [best, position] = [run, copy.position + shift];
      }
    }
    if (best < RECOVER_RUN || !this.#mayEnter(position, copy.inverted)) return;
    if (this.copies.length >= this.#pointers) return;
    const misses = best === 32 ? 0 : ((copy.misses << 8) >>> 0) >>> best;
    this.copies.push(
      new Copy({
        position,
        inverted: copy.inverted,
        misses,
        run: best,
        age: copy.age,
        rate: copy.rate,
      }),
    );
  }

  #seek(history, seed, known) {
    for (const place of seed.places(history.newest)) {
      if (place !== 0) this.#enter(history, place, false, known);
    }
    for (const place of seed.places(history.inverseOf(seed.span))) {
      if (place > seed.span) this.#enter(history, place - seed.span - 1, true, known);
    }
    seed.remember(history.newest, history.length);
  }

  /** `known`: how many of the 32 bases are compared. */
  #enter(history, position, inverted, known) {
    if (known < 14) return;
    if (!history.isKnown(position) || !this.#mayEnter(position, inverted)) return;
    let misses = 0;
    for (let i = 0; i < 32; i++) {
      const agrees =
        i >= known || history.at(history.length - 1 - i) === before(history, position, inverted, i);
      misses = ((misses << 1) | (agrees ? 0 : 1)) >>> 0;
    }
    const run = Math.min(Math.clz32(misses), known);
    const rate = 2048 * ones(misses);
    const copy = new Copy({ position, inverted, misses, run, age: 0, rate });
    const most = div((32 - this.#minAgreement) * (known - 14), 18);
    if (copy.recent + copy.older > most) return;
    if (this.copies.length < this.#pointers) {
      this.copies.push(copy);
      return;
    }
    const badness = this.copies.map((other) => other.badness);
    const worst = badness.indexOf(Math.max(...badness));
    if (copy.newBadness < badness[worst]) this.copies[worst] = copy;
  }

  #mayEnter(position, inverted) {
    return !this.copies.some((copy) => copy.is(position, inverted));
  }
}

/** Base that should be `i` places before the newest, if a copy is to be at a position. */
function before(history, position, inverted, i) {
  return inverted ? 3 - history.at(position + 1 + i) : history.at(position - 1 - i);
}

function agreeingRun(history, position, inverted) {
  if (!history.isKnown(position)) return 0;
  let run = 0;
  while (run < 32) {
    const newest = history.at(history.length - 1 - run);
    if (newest !== before(history, position, inverted, run)) return run;
    run++;
  }
  return run;
}

function agreementOf(shares, votes, size) {
  if (size < 2) return 0;
  const share = votes[shares.indexOf(Math.max(...shares))];
  if (share === size) return 1;
  return 3 * share >= 2 * size ? 2 : 3;
}
