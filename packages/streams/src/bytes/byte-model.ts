/**
 * Forecasts a byte bit by bit, mixing what several contexts and the longest match say (after lpaq).
 *
 * Integer only: the same bytes give the same forecasts on every machine. Arithmetic and tables:
 * docs/format/sequence.md, "Modelled streams".
 */
import type { BitCoder } from './bit-coder.ts';
import { Curves } from './curves.ts';
import { initialHistoryMaps, nextHistories } from './bit-history.ts';
import type { ContextSet } from './context-set.ts';
import { clampStretch, logisticTables } from '@pmklc/core';
import { MatchFinder } from './match-finder.ts';

/** Slots of a context: as many as the stream may need, within these bounds. */
const MIN_SLOT_BITS = 12;
const MAX_SLOT_BITS = 20;
const SLOTS_PER_BYTE = 32;

/** Probability 1/2, count 0, no history. */
const EMPTY_SLOT = 0x80000000;
/** A probability that has seen so many bits moves no slower. */
const MAX_COUNT = 255;

const MAX_WEIGHT = 8 * 65536;
const LEARNING_SHIFT = 18;
/** Inputs beside two a context: two from the match, one constant. */
const OTHER_INPUTS = 3;
const CONSTANT_INPUT = 256;
const MAX_MATCH = 63;
const MATCH_RATE = 5;
const HISTORY_RATE = 6;

const REFINE_BITS = 16;

export interface ByteModelOptions {
  /** Bytes that will be coded in all. */
  readonly length: number;
  /** Initial weight of every input, in 1/65536. */
  readonly weight: number;
  /** Speed at which weights learn, 1..8. */
  readonly rate: number;
}

export class ByteModel {
  readonly #contexts: ContextSet;
  readonly #match = new MatchFinder();
  readonly #squash: Uint16Array;
  readonly #stretch: Int16Array;
  readonly #rate: number;
  readonly #slotBits: number;
  /** A hashed table for each context: probability << 16 | count << 8 | bit history. */
  readonly #slots: Uint32Array;
  readonly #nextHistory = nextHistories();
  /** Probability of a 1 for each context and bit history. */
  readonly #historyMaps: Int32Array;
  /** Probability that a match is right about the next bit, for each length. */
  readonly #matchMap = new Int32Array(MAX_MATCH + 1);
  readonly #reciprocals = Int32Array.from({ length: MAX_COUNT + 1 }, (_, n) =>
    Math.floor(65536 / (2 * n + 3)),
  );
  /** The weight sets of the first mixer, then those of the second. */
  readonly #weights: Int32Array;
  /** Curves for the byte before and the partial byte, hashed. */
  readonly #curves: Curves;
  readonly #curveMask: number;
  readonly #hashes: Int32Array;
  readonly #used: Int32Array;
  readonly #groups: Int32Array;
  readonly #inputs: Int32Array;
  #last = 0;
  // Parts of the last forecast.
  #first = 0;
  #second = 0;
  #firstForecast = 0;
  #secondForecast = 0;
  #expected = -1;

  constructor(contexts: ContextSet, options: ByteModelOptions) {
    const { count } = contexts;
    const [firstSets, secondSets] = contexts.weightSets;
    const inputs = 2 * count + OTHER_INPUTS;
    const slots = 32 - Math.clz32(SLOTS_PER_BYTE * Math.min(options.length, 1 << MAX_SLOT_BITS));
    this.#contexts = contexts;
    this.#rate = options.rate;
    this.#slotBits = Math.min(Math.max(slots, MIN_SLOT_BITS), MAX_SLOT_BITS);
    ({ squash: this.#squash, stretch: this.#stretch } = logisticTables());
    this.#slots = new Uint32Array(count << this.#slotBits).fill(EMPTY_SLOT);
    this.#historyMaps = initialHistoryMaps(count);
    for (let n = 0; n <= MAX_MATCH; n++) {
      this.#matchMap[n] = Math.floor((65535 * 2 * (n + 1)) / (2 * n + 3));
    }
    this.#weights = new Int32Array(inputs * (firstSets + secondSets)).fill(options.weight);
    this.#curveMask = (1 << Math.min(this.#slotBits, REFINE_BITS)) - 1;
    this.#curves = new Curves(this.#curveMask + 1, this.#squash);
    this.#hashes = new Int32Array(count);
    this.#used = new Int32Array(count);
    this.#groups = new Int32Array(count);
    this.#inputs = new Int32Array(inputs);
  }

  /**
   * Codes the byte after `bytes[0, length)`, of which all but the last were told before.
   * @param byte the byte when encoding; ignored when decoding
   * @returns the byte
   */
  code(coder: BitCoder, bytes: Uint8Array, length: number, byte: number): number {
    this.#last = length > 0 ? bytes[length - 1]! : 0;
    if (length > 0) this.#match.next(bytes, length);
    this.#contexts.next(bytes, length, this.#hashes);
    let partial = 1;
    for (let shift = 7; shift >= 0; shift--) {
      const bit = coder.code((byte >> shift) & 1, this.#forecast(partial, shift));
      this.#learn(bit);
      partial = (partial << 1) | bit;
    }
    return partial & 255;
  }

  /** Takes note of the last of `bytes[0, length)`; the byte behind it is coded otherwise. */
  skip(bytes: Uint8Array, length: number): void {
    this.#match.length = 0;
    this.#contexts.next(bytes, length, this.#hashes);
  }

  /** Probability that the next bit is 1, in 1/65536, after the bits in `partial`. */
  #forecast(partial: number, shift: number): number {
    this.#fillInputs(partial, shift);
    const inputs = this.#inputs;
    const weights = this.#weights;
    const size = inputs.length;
    const contexts = this.#contexts;
    const first = contexts.firstSet(partial) * size;
    const second = (contexts.weightSets[0] + contexts.secondSet()) * size;
    let [firstSum, secondSum] = [0, 0];
    for (let i = 0; i < size; i++) {
      const input = inputs[i]!;
      firstSum = (firstSum + (Math.imul(input, weights[first + i]!) >> 4)) | 0;
      secondSum = (secondSum + (Math.imul(input, weights[second + i]!) >> 4)) | 0;
    }
    const firstOdds = clampStretch(firstSum >> 12);
    const secondOdds = clampStretch(secondSum >> 12);
    const squash = this.#squash;
    this.#first = first;
    this.#second = second;
    this.#firstForecast = squash[firstOdds + 2048]!;
    this.#secondForecast = squash[secondOdds + 2048]!;
    return this.#refine(partial, (firstOdds + secondOdds) >> 1);
  }

  /** Two inputs a context, zero where it saw nothing: by its bit history, and by its own probability. */
  #fillInputs(partial: number, shift: number): void {
    const inputs = this.#inputs;
    const stretch = this.#stretch;
    const slots = this.#slots;
    const hashes = this.#hashes;
    const mask = (1 << this.#slotBits) - 1;
    if ((shift & 3) === 3) {
      const partialHash = Math.imul(partial, 0x9e3779b1);
      for (let i = 0; i < hashes.length; i++) {
        const h = (hashes[i]! + partialHash) | 0;
        this.#groups[i] = (i << this.#slotBits) | ((h ^ (h >>> 15)) & mask & ~15);
      }
    }
    const known = 3 - (shift & 3);
    const place = (1 << known) | (partial & ((1 << known) - 1));
    const used = this.#used;
    let to = 0;
    for (let i = 0; i < hashes.length; i++) {
      const at = this.#groups[i]! | place;
      used[i] = at;
      const slot = slots[at]!;
      const history = slot & 255;
      const count = (slot >>> 8) & 255;
      const odds = stretch[slot >>> 20]!;
      inputs[to++] = history === 0 ? 0 : stretch[this.#historyMaps[(i << 8) | history]! >> 4]!;
      inputs[to++] = count === 0 ? 0 : count === 1 ? odds >> 1 : odds;
    }
    const match = this.#match;
    const isMatch = match.length > 0 && (match.forecast | 256) >> (shift + 1) === partial;
    this.#expected = isMatch ? (match.forecast >> shift) & 1 : -1;
    const trust = isMatch ? stretch[this.#matchMap[Math.min(match.length, MAX_MATCH)]! >> 4]! : 0;
    const length = isMatch ? 16 * Math.min(match.length, 32) : 0;
    inputs[to++] = this.#expected === 0 ? -trust : trust;
    inputs[to++] = this.#expected === 0 ? -length : length;
    inputs[to] = CONSTANT_INPUT;
  }

  /** Averages the mixed forecast with what such a forecast was worth after the same byte. */
  #refine(partial: number, odds: number): number {
    const curve = ((this.#last << 8) | partial) & this.#curveMask;
    return (this.#squash[odds + 2048]! + this.#curves.refine(curve, odds)) >> 1;
  }

  #learn(bit: number): void {
    const target = bit === 1 ? 65535 : 0;
    this.#learnWeights(target);
    this.#learnSlots(bit, target);
    this.#curves.learn(target);
    if (this.#expected < 0) return;
    const length = Math.min(this.#match.length, MAX_MATCH);
    const hit = this.#expected === bit ? 65535 : 0;
    this.#matchMap[length]! += (hit - this.#matchMap[length]!) >> MATCH_RATE;
  }

  #learnWeights(target: number): void {
    const inputs = this.#inputs;
    const weights = this.#weights;
    const size = inputs.length;
    const first = this.#first;
    const second = this.#second;
    const firstError = (target - this.#firstForecast) * this.#rate;
    const secondError = (target - this.#secondForecast) * this.#rate;
    const half = 1 << (LEARNING_SHIFT - 1);
    for (let i = 0; i < size; i++) {
      const input = inputs[i]!;
      const a = weights[first + i]! + ((Math.imul(input, firstError) + half) >> LEARNING_SHIFT);
      const b = weights[second + i]! + ((Math.imul(input, secondError) + half) >> LEARNING_SHIFT);
      weights[first + i] = a > MAX_WEIGHT ? MAX_WEIGHT : a < -MAX_WEIGHT ? -MAX_WEIGHT : a;
      weights[second + i] = b > MAX_WEIGHT ? MAX_WEIGHT : b < -MAX_WEIGHT ? -MAX_WEIGHT : b;
    }
  }

  #learnSlots(bit: number, target: number): void {
    const slots = this.#slots;
    const maps = this.#historyMaps;
    for (let i = 0; i < this.#used.length; i++) {
      const at = this.#used[i]!;
      const slot = slots[at]!;
      const history = slot & 255;
      if (history > 0) {
        const map = (i << 8) | history;
        maps[map]! += (target - maps[map]!) >> HISTORY_RATE;
      }
      const count = (slot >>> 8) & 255;
      const probability = slot >>> 16;
      const step = Math.imul(target - probability, this.#reciprocals[count]!) >> 15;
      const next = count < MAX_COUNT ? count + 1 : count;
      slots[at] =
        ((probability + step) << 16) | (next << 8) | this.#nextHistory[2 * history + bit]!;
    }
  }
}
