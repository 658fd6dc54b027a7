/**
 * Forecasts a quality decision by decision, mixing what seven contexts say.
 *
 * Integer only. Arithmetic: docs/format/sequence.md, "A decision".
 */
import type { BitCoder } from '../bytes/bit-coder.ts';
import { Curves } from '../bytes/curves.ts';
import { clampStretch, logisticTables } from '@pmklc/core';
import { CONTEXTS, QualityContexts } from './quality-contexts.ts';
import type { QualityTree } from './quality-tree.ts';

/** Binary logarithm of the slots of a context, at least and at most. */
export const MIN_SLOT_BITS = 10;
export const MAX_SLOT_BITS = 20;

/** A slot: probability of a 1, 22 bits, and how often it has learned, 10 bits. */
const EMPTY_SLOT = 0x80000000;
const COUNT_BITS = 10;
const MAX_COUNT = (1 << COUNT_BITS) - 1;
const ONE = (1 << 22) - 1;
/** Decisions of a context that are beside each other in memory. */
const GROUP_BITS = 4;

/** One an input of each context, and a constant. */
const INPUTS = CONTEXTS + 1;
const CONSTANT_INPUT = 256;
const FIRST_WEIGHT = 16384;
const MAX_WEIGHT = (1 << 19) - 1;
const LEARNING_SHIFT = 14;
/** The second mixer has a weight set for each of so many places in the line. */
const PLACES = 256;

export class QualityModel {
  readonly contexts = new QualityContexts();
  readonly #tree: QualityTree;
  readonly #slotMask: number;
  readonly #tables: readonly Uint32Array[];
  readonly #rates = Int32Array.from({ length: MAX_COUNT + 1 }, (_, n) =>
    Math.floor(2 ** 17 / (2 * n + 3)),
  );
  /** Weights for each decision; weights for each place in the line, of either mate. */
  readonly #byDecision: Int32Array;
  readonly #byPlace = new Int32Array(2 * PLACES * INPUTS).fill(FIRST_WEIGHT);
  /** Curves for each quality before and each decision. */
  readonly #curves: Curves;
  readonly #squash: Uint16Array;
  readonly #stretch: Int16Array;
  readonly #used = new Int32Array(CONTEXTS);
  readonly #inputs = new Int32Array(INPUTS).fill(CONSTANT_INPUT);

  /** @param slotBits binary logarithm of the slots of a context */
  constructor(tree: QualityTree, slotBits: number) {
    this.#tree = tree;
    this.#slotMask = (1 << slotBits) - (1 << GROUP_BITS);
    this.#tables = Array.from({ length: CONTEXTS }, () =>
      new Uint32Array(1 << slotBits).fill(EMPTY_SLOT),
    );
    ({ squash: this.#squash, stretch: this.#stretch } = logisticTables());
    this.#byDecision = new Int32Array(tree.decisions * INPUTS).fill(FIRST_WEIGHT);
    this.#curves = new Curves(tree.bytes.length * tree.decisions, this.#squash);
  }

  /**
   * Codes the next quality of the line.
   * @param byte the quality when encoding; ignored when decoding
   * @returns the quality's byte
   */
  code(coder: BitCoder, byte: number | undefined): number {
    const tree = this.#tree;
    this.contexts.next();
    const path = byte === undefined ? undefined : tree.pathTo(byte);
    let node = tree.decisions > 0 ? 0 : -1;
    for (let depth = 0; node >= 0; depth++) {
      node = tree.next[2 * node + this.#codeDecision(coder, node, path?.[depth] ?? 0)]!;
    }
    const rank = -1 - node;
    this.contexts.push(rank);
    return tree.bytes[rank]!;
  }

  #codeDecision(coder: BitCoder, node: number, known: number): number {
    const { last, place, mate } = this.contexts;
    this.#fillInputs(node);
    const [first, second] = [node * INPUTS, (Math.min(place, PLACES - 1) + PLACES * mate) * INPUTS];
    const firstOdds = this.#mix(this.#byDecision, first);
    const secondOdds = this.#mix(this.#byPlace, second);
    const odds = (firstOdds + secondOdds) >> 1;
    const refined = this.#curves.refine(last * this.#tree.decisions + node, odds);
    const bit = coder.code(known, (this.#squash[odds + 2048]! + refined) >> 1);
    const target = bit === 1 ? 65535 : 0;
    this.#learnWeights(this.#byDecision, first, (target - this.#squash[firstOdds + 2048]!) >> 1);
    this.#learnWeights(this.#byPlace, second, (target - this.#squash[secondOdds + 2048]!) >> 1);
    this.#learnSlots(bit === 1 ? ONE : 0);
    this.#curves.learn(target);
    return bit;
  }

  #fillInputs(node: number): void {
    const { hashes } = this.contexts;
    const group = Math.imul(node >> GROUP_BITS, 0x9e3779b1);
    for (let i = 0; i < CONTEXTS; i++) {
      const h = (hashes[i]! + group) | 0;
      const at = ((h ^ (h >>> 15)) & this.#slotMask) | (node & 15);
      this.#used[i] = at;
      this.#inputs[i] = this.#stretch[this.#tables[i]![at]! >>> 20]!;
    }
  }

  #mix(weights: Int32Array, set: number): number {
    let sum = 0;
    for (let i = 0; i < INPUTS; i++) sum += this.#inputs[i]! * (weights[set + i]! >> 4);
    return clampStretch(sum >> 12);
  }

  #learnWeights(weights: Int32Array, set: number, error: number): void {
    const half = 1 << (LEARNING_SHIFT - 1);
    for (let i = 0; i < INPUTS; i++) {
      const weight = weights[set + i]! + ((this.#inputs[i]! * error + half) >> LEARNING_SHIFT);
      weights[set + i] = Math.max(-1 - MAX_WEIGHT, Math.min(weight, MAX_WEIGHT));
    }
  }

  #learnSlots(target: number): void {
    for (let i = 0; i < CONTEXTS; i++) {
      const table = this.#tables[i]!;
      const slot = table[this.#used[i]!]!;
      const count = slot & MAX_COUNT;
      const probability = slot >>> COUNT_BITS;
      const step = Math.imul((target - probability) >> 6, this.#rates[count]!) >> 10;
      const learned = Math.min(count + 1, MAX_COUNT);
      table[this.#used[i]!] = ((probability + step) << COUNT_BITS) | learned;
    }
  }
}
