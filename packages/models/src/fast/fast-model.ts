/**
 * The fast model: contexts of two orders and one copy, for those to whom time is worth more than the last tenth. A base is two bits,
 * each mixed of three opinions; a copy that was right for long foretells alone. Normative: docs/format/model.md, "Fast model".
 */
import {
  logisticTables,
  PmklcError,
  type Base,
  type Frequencies,
  type LanePredictor,
  type Predictor,
} from '@pmklc/core';
import { CARRIER } from '../dynamic/attribution.ts';
import { BaseHistory } from '../history/base-history.ts';
import { KnownBases } from '../history/known-bases.ts';
import { checkSnapshot, type Beginning, type Snapshot } from '../snapshot/snapshot.ts';
import { loadState, saveState } from '../snapshot/stateful.ts';
import type { ModelConfig } from '../experts.ts';
import { HIGH_ORDER } from './base-counts.ts';
import { COPY_SETS, copyClass, setOfClass } from './copy-trust.ts';
import { FastState } from './fast-state.ts';
import { FollowedCopy } from './followed-copy.ts';
import { LOW_ORDER } from './order-bits.ts';
import { WordPlaces } from './word-places.ts';

/** A frequency above this, a fourth, says that the base was foreseen. */
const FORESEEN = 16384;

const { squash, stretch } = /* @__PURE__ */ logisticTables();

/** The model of a configuration with `fast`: of one lane. */
export class FastModel implements Predictor, LanePredictor {
  readonly #state = new FastState();
  readonly #history: BaseHistory;
  readonly #copy: FollowedCopy;
  /** Bases that the snapshot had learned, and those since. */
  #learned = 0;
  /** Base that the copy foretells, or -1; and its class. */
  #prediction = -1;
  #class = 0;

  /**
   * @param bases to make room for, besides the prefix; more are possible
   * @param beginning what it knows before the first base; proteins and lengths of reads are of no use to it
   * @throws RangeError when there is no such model, a base of the prefix is out of range, or there are several lanes
   * @throws PmklcError `corrupt` when the snapshot does not fit the configuration
   */
  constructor(config: ModelConfig, bases = 0, beginning: Beginning = {}) {
    const { prefix = new Uint8Array(0), snapshot, lanes = 1 } = beginning;
    if (config.fast === null) throw new RangeError('the configuration has no fast model');
    if (lanes !== 1) throw new RangeError('the fast model has one lane');
    this.#history = new BaseHistory(new KnownBases(prefix.length + bases, prefix.length));
    this.#copy = new FollowedCopy(this.#history, new WordPlaces(config.fast.placeBits));
    this.#prime(prefix);
    if (snapshot !== undefined) this.#goOnFrom(snapshot, config);
  }

  /** Snapshot of what the model has learned so far. Take it before a base. */
  snapshot(): Snapshot {
    return { bases: this.#learned, parts: [saveState(this.#state)] };
  }

  predictLane(_lane: number, out: Frequencies): void {
    this.predict(out);
  }

  learnStep(bases: Uint8Array): void {
    this.update(bases[0] as Base);
  }

  predict(out: Frequencies): void {
    this.#prediction = this.#copy.prediction;
    if (this.#copy.isSure) this.#predictSure(out);
    else this.#predictBits(out);
  }

  update(base: Base): void {
    this.#learned++;
    if (this.#copy.isSure) {
      this.#state.trust.learnSure(this.#copy.run, base === this.#prediction);
      this.#history.append(base);
      this.#copy.follow(this.#prediction, base);
      return;
    }
    this.#learnBits(base);
    this.#history.append(base);
    this.#countOpposite();
    this.#copy.follow(this.#prediction, base);
    this.#copy.seek();
  }

  /** The number in `CARRIERS` of what carries `base`. Call it between prediction and learning. */
  carrier(base: Base, frequencies: Frequencies): number {
    if (frequencies[base] <= FORESEEN) return CARRIER.unforeseen;
    if (this.#copy.isSure) return CARRIER.shortcut;
    return this.#prediction === base ? CARRIER.copies : CARRIER.firstExpert;
  }

  #predictSure(out: Frequencies): void {
    const rest = this.#state.trust.frequencyOfRest(this.#copy.run);
    out.fill(rest);
    out[this.#prediction] = 65536 - 3 * rest;
  }

  #predictBits(out: Frequencies): void {
    this.#class = copyClass(this.#copy.misses, this.#copy.run);
    const high = this.#mix(0);
    split(out, 0, 65536 - high, this.#mix(1));
    split(out, 2, high, this.#mix(2));
  }

  /** How likely a bit is 1, of 65536. @param node 0: the first bit; 1, 2: the second one after that was 0 or 1 */
  #mix(node: number): number {
    const { low, high, mixer, trust } = this.#state;
    const foretold = bitOf(this.#prediction, node);
    const odds = foretold < 0 ? 0 : stretch[trust.probability(this.#class) >> 4];
    const set = foretold < 0 ? 0 : setOfClass(this.#class);
    const pair = high.pair(this.#history.kmer(HIGH_ORDER), node);
    const sum = mixer.mix(
      node === 0 ? set : COPY_SETS + set,
      stretch[low.probability(this.#history.kmer(LOW_ORDER), node) >> 4],
      stretch[high.probability(pair) >> 4],
      foretold === 0 ? -odds : odds,
    );
    return squash[sum + 2048];
  }

  #learnBits(base: Base): void {
    const { high, trust } = this.#state;
    const first = base >> 1;
    this.#learnBit(0, first);
    this.#learnBit(1 + first, base & 1);
    high.count(this.#history.kmer(HIGH_ORDER), base);
    if (this.#prediction >= 0) trust.learn(this.#class, base === this.#prediction);
  }

  #learnBit(node: number, bit: number): void {
    const { low, high, mixer } = this.#state;
    const error = 65536 * bit - this.#mix(node);
    mixer.learn(error);
    low.learn(this.#history.kmer(LOW_ORDER), node, bit);
    high.learn(high.pair(this.#history.kmer(HIGH_ORDER), node), bit);
  }

  /** Counts what the other strand has before the newest bases. */
  #countOpposite(): void {
    const before = this.#history.kmer(HIGH_ORDER + 1) >> (2 * HIGH_ORDER);
    this.#state.high.count(this.#history.reversedKmer(HIGH_ORDER), 3 - before);
  }

  /** Makes bases known, to copy from. */
  #prime(prefix: Uint8Array): void {
    if (prefix.some((base) => base > 3)) throw new RangeError('bases must be in 0..3');
    for (let i = 0; i < prefix.length; i++) {
      this.#history.append(prefix[i] as Base);
      this.#copy.remember();
    }
  }

  #goOnFrom(snapshot: Snapshot, config: ModelConfig): void {
    checkSnapshot(snapshot, config);
    const [part] = snapshot.parts;
    if (part === undefined) throw new PmklcError('corrupt', 'a snapshot has no part');
    this.#learned = snapshot.bases;
    if (part.length > 0) loadState(this.#state, part);
  }
}

/** Bit that a copy foretells, or -1 where it foretold another first bit, or there is none. */
function bitOf(prediction: number, node: number): number {
  if (prediction < 0) return -1;
  if (node === 0) return prediction >> 1;
  return prediction >> 1 === node - 1 ? prediction & 1 : -1;
}

/** Splits the frequency of a first bit among the two bases that have it. @param one how likely the second bit is 1, of 65536 */
function split(out: Frequencies, first: number, frequency: number, one: number): void {
  const share = Math.floor((frequency * one) / 65536);
  const second = Math.max(1, Math.min(share, frequency - 1));
  out[first] = frequency - second;
  out[first + 1] = second;
}
