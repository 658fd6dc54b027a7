/**
 * Forecasts amino acids, five bits each, mixing what the contexts say.
 *
 * A slot begins with what a wider context says, and what is mixed is how much each context differs
 * from that wider one: most have seen a few residues only, and add little. Integer only.
 * Arithmetic: docs/format/sequence.md, "Residues of proteins".
 */
import type { BitCoder } from '../bytes/bit-coder.ts';
import { ByteBuffer } from '@pmklc/core';
import { Curves } from '../bytes/curves.ts';
import { clampStretch, logisticTables } from '@pmklc/core';
import { FIRST_PROBABILITIES } from './amino-acid-alphabet.ts';
import { AMINO_ACID_CONTEXTS, AminoAcidContexts, WEIGHT_SETS } from './amino-acid-contexts.ts';

/** A slot: probability of a 1, 22 bits, and how often it has learned, 10 bits. */
const COUNT_BITS = 10;
const MAX_COUNT = (1 << COUNT_BITS) - 1;
const ONE = (1 << 22) - 1;
const FIRST_COUNT = 12;

const CONTEXTS = AMINO_ACID_CONTEXTS.length;
/** One an input of each context, and a constant. */
const INPUTS = CONTEXTS + 1;
const CONSTANT_INPUT = 256;
const MAX_WEIGHT = 8 * 65536;
/** The largest speed whose products are below 2^31. */
const RATE = 16;
const LEARNING_SHIFT = 18;

export class AminoAcidModel {
  readonly #contexts = new AminoAcidContexts();
  readonly #symbols: ByteBuffer;
  readonly #tables = AMINO_ACID_CONTEXTS.map(({ bits }) =>
    new Uint32Array(32 << bits).fill(0x80000000),
  );
  readonly #parents = Int32Array.from(AMINO_ACID_CONTEXTS, ({ parent }) => parent);
  readonly #limits = Int32Array.from(AMINO_ACID_CONTEXTS, ({ limit }) => limit);
  /** Rates of learning for each context and count; an inertia of 2 keeps the product below 2^31. */
  readonly #rates = AMINO_ACID_CONTEXTS.map(({ inertia }) =>
    Int32Array.from({ length: MAX_COUNT + 1 }, (_, n) =>
      Math.floor(2 ** 17 / (2 * (n + inertia) + 1)),
    ),
  );
  readonly #weights: readonly [Int32Array, Int32Array] = [
    initialWeights(WEIGHT_SETS[0]),
    initialWeights(WEIGHT_SETS[1]),
  ];
  /** Curves for what a relative has here and the bits known. */
  readonly #curves: Curves;
  readonly #squash: Uint16Array;
  readonly #stretch: Int16Array;
  readonly #odds = new Int32Array(CONTEXTS);
  readonly #inputs = new Int32Array(INPUTS).fill(CONSTANT_INPUT);
  // Parts of the last forecast.
  readonly #starts: [number, number] = [0, 0];
  readonly #forecasts: [number, number] = [0, 0];

  /** @param capacity residues to make room for at first */
  constructor(capacity: number) {
    this.#symbols = new ByteBuffer(capacity);
    ({ squash: this.#squash, stretch: this.#stretch } = logisticTables());
    const order0 = this.#tables[0]!;
    FIRST_PROBABILITIES.forEach((p, node) => {
      order0[node] = (p << 16) | FIRST_COUNT;
    });
    this.#curves = new Curves(32 * 32, this.#squash);
  }

  /**
   * Codes the next symbol.
   * @param symbol 0..31 when encoding; ignored when decoding
   * @returns the symbol
   */
  code(coder: BitCoder, symbol: number): number {
    this.#contexts.next(this.#symbols.bytes, this.#symbols.length);
    let node = 1;
    for (let shift = 4; shift >= 0; shift--) {
      const bit = coder.code((symbol >> shift) & 1, this.#forecast(node));
      this.#learn(node, bit);
      node = (node << 1) | bit;
    }
    this.#symbols.push(node & 31);
    return node & 31;
  }

  /** Probability that the next bit is 1, in 1/65536, after the bits in `node`. */
  #forecast(node: number): number {
    this.#fillInputs(node);
    const { expected, quality, matchLevel } = this.#contexts;
    const first = this.#mix(0, (node | (quality << 5)) * INPUTS);
    const second = this.#mix(1, ((quality << 3) | matchLevel) * INPUTS);
    const odds = (first + second) >> 1;
    const refined = this.#curves.refine((expected << 5) | node, odds);
    return (3 * this.#squash[odds + 2048]! + refined) >> 2;
  }

  #fillInputs(node: number): void {
    const odds = this.#odds;
    const inputs = this.#inputs;
    const values = this.#contexts.values;
    for (let i = 0; i < CONTEXTS; i++) {
      const table = this.#tables[i]!;
      const at = (values[i]! << 5) | node;
      const parent = this.#parents[i]!;
      if (parent < 0) {
        inputs[i] = odds[i] = this.#stretch[table[at]! >>> 20]!;
        continue;
      }
      if ((table[at]! & MAX_COUNT) === 0) {
        const guess = this.#tables[parent]![(values[parent]! << 5) | node]!;
        table[at] = guess & ~MAX_COUNT;
      }
      odds[i] = this.#stretch[table[at]! >>> 20]!;
      inputs[i] = clampStretch(odds[i]! - odds[parent]!);
    }
  }

  /** The log-odds that mixer 0 or 1 makes with the weights from `start` on. */
  #mix(mixer: 0 | 1, start: number): number {
    const inputs = this.#inputs;
    const weights = this.#weights[mixer];
    let sum = 0;
    for (let i = 0; i < INPUTS; i++) {
      sum = (sum + (Math.imul(inputs[i]!, weights[start + i]!) >> 4)) | 0;
    }
    const odds = clampStretch(sum >> 12);
    this.#starts[mixer] = start;
    this.#forecasts[mixer] = this.#squash[odds + 2048]!;
    return odds;
  }

  #learn(node: number, bit: number): void {
    const target = bit === 1 ? 65535 : 0;
    this.#learnWeights(0, target);
    this.#learnWeights(1, target);
    this.#learnSlots(node, bit === 1 ? ONE : 0);
    this.#curves.learn(target);
  }

  #learnWeights(mixer: 0 | 1, target: number): void {
    const inputs = this.#inputs;
    const weights = this.#weights[mixer];
    const start = this.#starts[mixer];
    const error = (target - this.#forecasts[mixer]) * RATE;
    const half = 1 << (LEARNING_SHIFT - 1);
    for (let i = 0; i < INPUTS; i++) {
      const step = (Math.imul(inputs[i]!, error) + half) >> LEARNING_SHIFT;
      const weight = weights[start + i]! + step;
      weights[start + i] =
        weight > MAX_WEIGHT ? MAX_WEIGHT : weight < -MAX_WEIGHT ? -MAX_WEIGHT : weight;
    }
  }

  #learnSlots(node: number, target: number): void {
    const values = this.#contexts.values;
    for (let i = 0; i < CONTEXTS; i++) {
      const table = this.#tables[i]!;
      const at = (values[i]! << 5) | node;
      const slot = table[at]!;
      const count = slot & MAX_COUNT;
      const probability = slot >>> COUNT_BITS;
      const step = Math.imul((target - probability) >> 6, this.#rates[i]![count]!) >> 10;
      const next = probability + step;
      const learned = count < this.#limits[i]! ? count + 1 : count;
      table[at] = ((next < 0 ? 0 : next) << COUNT_BITS) | learned;
    }
  }
}

/** Weights at first: those of the contexts, and 0 for the constant. */
function initialWeights(sets: number): Int32Array {
  const set = [...AMINO_ACID_CONTEXTS.map(({ weight }) => weight), 0];
  return Int32Array.from({ length: sets * INPUTS }, (_, i) => set[i % INPUTS]!);
}
