/** The model of amino acids: docs/format/sequence.md, "Residues". */
import { squash, stretch } from './logistic.mjs';
import { Match } from './match.mjs';
import { Relatives } from './relatives.mjs';
import { END, symbolsOf } from './residue-symbols.mjs';

const FIRST = [
  0, 15575, 36306, 869, 17807, 23223, 31569, 62840, 31817, 17552, 28799, 34909, 500, 500, 10082,
  500, 35206, 13107, 28225, 36468, 30244, 29248, 21222, 32235, 36158, 32768, 32015, 32768, 5958,
  32768, 500, 32768,
];
/** Parent, inertia, limit and first weight of each context. */
const CONTEXTS = [
  [undefined, 2, 1023, 65536],
  [0, 20, 1023, 14000],
  [1, 30, 1023, 14000],
  [1, 30, 1023, 14000],
  [1, 30, 1023, 14000],
  [0, 30, 1023, 14000],
  [0, 30, 1023, 14000],
  [0, 4, 60, 14000],
  [0, 4, 16, 14000],
  [0, 20, 1023, 14000],
  [0, 12, 1023, 14000],
  [0, 4, 1023, 50000],
  [1, 4, 1023, 50000],
  [0, 4, 1023, 14000],
  [0, 2, 1023, 65536],
];
const INPUTS = 16;
const HYDROPHOBIC = symbolsOf('ACFILMVWY');
const CHARGED = symbolsOf('DEKR');
const CURVE = 33;

export class AminoAcidModel {
  #symbols;
  #size = 0;
  #place = 0;
  #match;
  #relatives;
  /** Slots of each context, by 32 · value + node. */
  #slots = CONTEXTS.map(() => new Map());
  #weights = [512, 128].map((sets) =>
    Int32Array.from({ length: sets * INPUTS }, (_, i) => firstWeight(i % INPUTS)),
  );
  #curves = Uint16Array.from({ length: 1024 * CURVE }, (_, i) =>
    squash(Math.min(-2048 + 128 * (i % CURVE), 2047)),
  );

  /** Makes a model for at most `limit` symbols. */
  constructor(limit) {
    this.#symbols = new Uint8Array(limit);
    this.#match = new Match(this.#symbols);
    this.#relatives = new Relatives(this.#symbols);
    FIRST.forEach((p, node) => this.#slots[0].set(node, { probability: 64 * p, count: 12 }));
  }

  /** The next symbol, with `coded` giving each bit from its probability. */
  next(coded) {
    const known = this.#known();
    let node = 1;
    for (let i = 0; i < 5; i++) {
      const forecast = this.#predict(known, node);
      const bit = coded(forecast.probability);
      this.#learn(forecast, bit);
      node = 2 * node + bit;
    }
    const symbol = node % 32;
    this.#symbols[this.#size++] = symbol;
    this.#place = symbol === END ? 0 : this.#place + 1;
    this.#match.advance(this.#size);
    this.#relatives.advance(this.#size, this.#place);
    return symbol;
  }

  /** The values of the contexts, and what chooses weights and curves. */
  #known() {
    const s = (n) => (this.#size >= n ? this.#symbols[this.#size - n] : END);
    const [r1, r2] = this.#relatives.says();
    const { length } = this.#match;
    const level = levelOf(length);
    const window = this.#symbols.subarray(this.#size - Math.min(20, this.#place), this.#size);
    const hydrophobic = window.filter((symbol) => HYDROPHOBIC.has(symbol)).length;
    const charged = window.filter((symbol) => CHARGED.has(symbol)).length;
    const values = [
      0,
      s(1),
      s(1) + 32 * s(2),
      s(1) + 32 * s(3),
      s(1) + 32 * s(4),
      s(2) + 32 * s(3),
      s(3) + 32 * s(4),
      0,
      0,
      Math.min(this.#place, 60),
      32 * hydrophobic + charged,
      r1,
      (r1 % 512) + 512 * s(1),
      r2,
      length === 0 ? 0 : this.#match.byte + 32 * level,
    ];
    const m = level === 0 ? 0 : 1 + [8, 16, 20, 24].filter((bound) => level >= bound).length;
    return { values, expected: r1 % 32, quality: (r1 >> 5) % 16, m };
  }

  #predict({ values, expected, quality, m }, node) {
    const slots = values.map((value, i) => this.#slot(i, 32 * value + node));
    const odds = [];
    slots.forEach((slot, i) => {
      const [parent] = CONTEXTS[i];
      if (slot.count === 0 && parent !== undefined) slot.probability = slots[parent].probability;
      odds.push(stretch(slot.probability >> 6));
    });
    const inputs = odds.map((o, i) => (i === 0 ? o : within(o - odds[CONTEXTS[i][0]])));
    inputs.push(256);
    const sets = [node + 32 * quality, 8 * quality + m];
    const d = sets.map((set, i) => dot(inputs, this.#weights[i], INPUTS * set));
    const o = (d[0] + d[1]) >> 1;
    const knot = CURVE * (32 * expected + node) + ((o + 2048) >> 7);
    const r = (o + 2048) & 127;
    const q = (this.#curves[knot] * (128 - r) + this.#curves[knot + 1] * r) >> 7;
    return { slots, inputs, sets, d, knot, probability: (3 * squash(o) + q) >> 2 };
  }

  #slot(context, key) {
    const slots = this.#slots[context];
    if (!slots.has(key)) slots.set(key, { probability: 2 ** 21, count: 0 });
    return slots.get(key);
  }

  #learn({ slots, inputs, sets, d, knot }, bit) {
    const target = bit === 1 ? 65535 : 0;
    this.#weights.forEach((weights, i) => {
      const error = (target - squash(d[i])) * 16;
      inputs.forEach((input, n) => {
        const at = INPUTS * sets[i] + n;
        const weight = weights[at] + ((input * error + 2 ** 17) >> 18);
        weights[at] = Math.max(-(2 ** 19), Math.min(weight, 2 ** 19));
      });
    });
    for (const at of [knot, knot + 1]) this.#curves[at] += (target - this.#curves[at]) >> 7;
    slots.forEach((slot, i) => learnSlot(slot, bit, CONTEXTS[i]));
  }
}

function learnSlot(slot, bit, [, inertia, limit]) {
  const difference = (bit === 1 ? 2 ** 22 - 1 : 0) - slot.probability;
  const rate = Math.floor(2 ** 17 / (2 * slot.count + 2 * inertia + 1));
  slot.probability = Math.max(0, slot.probability + (((difference >> 6) * rate) >> 10));
  slot.count = Math.min(slot.count + 1, limit);
}

function firstWeight(input) {
  return input < CONTEXTS.length ? CONTEXTS[input][3] : 0;
}

function levelOf(n) {
  if (n < 16) return n;
  if (n < 32) return 16 + ((n - 16) >> 2);
  if (n < 64) return 20 + ((n - 32) >> 3);
  return Math.min(24 + ((n - 64) >> 6), 31);
}

function within(x) {
  return Math.max(-2047, Math.min(x, 2047));
}

function dot(inputs, weights, start) {
  let sum = 0;
  for (let i = 0; i < INPUTS; i++) sum += (inputs[i] * weights[start + i]) >> 4;
  return within(sum >> 12);
}
