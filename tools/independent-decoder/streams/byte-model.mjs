/** The model of bytes, bit by bit: docs/format/sequence.md, "State" and "A bit". */
import { Match } from './match.mjs';
import { squash, stretch } from './logistic.mjs';

const CURVE = 33;
const D = [0, 1, 2, 2, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 6];

export class ByteModel {
  #contexts;
  #history;
  #size = 0;
  #match;
  #slotBits;
  /**
   * Tables of each context: probabilities, counts and bit histories by slot, probabilities by
   * history.
   */
  #tables;
  #matchMap;
  #mixers;
  #curves;
  #inputs;

  /** `history` has room for all bytes that will be known. */
  constructor(contexts, history) {
    const { count, sets, firstWeight } = contexts;
    this.#contexts = contexts;
    this.#history = history;
    this.#match = new Match(history);
    const wanted = (32 * Math.min(history.length, 2 ** 20)).toString(2).length;
    this.#slotBits = Math.min(20, Math.max(12, wanted));
    this.#tables = Array.from({ length: count }, () => newTable(2 ** this.#slotBits));
    this.#matchMap = Uint16Array.from({ length: 64 }, (_, n) =>
      Math.floor((65535 * 2 * (n + 1)) / (2 * n + 3)),
    );
    const inputs = 2 * count + 3;
    this.#mixers = sets.map((size) => ({
      weights: new Int32Array(size * inputs).fill(firstWeight),
      start: 0,
      d: 0,
    }));
    this.#curves = newCurves(2 ** Math.min(this.#slotBits, 16));
    this.#inputs = new Int32Array(inputs);
  }

  /**
   * Codes one byte: `coded` gives each bit, from the probability of a 1. With `known`, the byte is
   * learned without a code.
   */
  code(coded, known) {
    this.#match.advance(this.#size);
    const hashes = this.#contexts.hashes(this.#size);
    let partial = 1;
    for (let i = 0; i < 8; i++) {
      if (i % 4 === 0) this.#group(hashes, partial);
      const bits = i % 4;
      const offset = 2 ** bits + (partial & (2 ** bits - 1));
      const expected = this.#expected(partial, i);
      const probability = this.#predict(partial, offset, expected);
      const bit = known === undefined ? coded(probability) : (known >> (7 - i)) & 1;
      this.#learn(bit, offset, expected);
      partial = 2 * partial + bit;
    }
    this.#history[this.#size++] = partial & 255;
    this.#contexts.add(partial & 255, this.#size);
  }

  /** Takes in a byte that is coded otherwise. */
  skip(byte) {
    this.#match.length = 0;
    this.#contexts.hashes(this.#size);
    this.#history[this.#size++] = byte;
    this.#contexts.add(byte, this.#size);
  }

  #group(hashes, partial) {
    this.#tables.forEach((table, i) => {
      const h = hashes[i] + Math.imul(partial, 0x9e3779b1);
      table.group = (h ^ (h >>> 15)) & (2 ** this.#slotBits - 16);
    });
  }

  /** The bit that the match expects, if it expects one. */
  #expected(partial, bits) {
    if (this.#match.length === 0) return undefined;
    const byte = 256 + this.#match.byte;
    return byte >> (8 - bits) === partial ? (byte >> (7 - bits)) & 1 : undefined;
  }

  #predict(partial, offset, expected) {
    this.#fillInputs(offset, expected);
    const sets = this.#contexts.weightSets(partial);
    this.#mixers.forEach((mixer, i) => {
      mixer.start = sets[i] * this.#inputs.length;
      mixer.d = dot(this.#inputs, mixer.weights, mixer.start);
    });
    const o = (this.#mixers[0].d + this.#mixers[1].d) >> 1;
    const last = this.#size > 0 ? this.#history[this.#size - 1] : 0;
    const curve = (256 * last + partial) % (this.#curves.values.length / CURVE);
    const at = CURVE * curve + ((o + 2048) >> 7);
    const r = (o + 2048) & 127;
    const { values } = this.#curves;
    this.#curves.at = at;
    const q = (values[at] * (128 - r) + values[at + 1] * r) >> 7;
    return (squash(o) + q) >> 1;
  }

  #fillInputs(offset, expected) {
    const inputs = this.#inputs;
    let at = 0;
    for (const { group, probabilities, counts, histories, map } of this.#tables) {
      const slot = group + offset;
      const fresh = stretch(probabilities[slot]);
      inputs[at++] = histories[slot] === 0 ? 0 : stretch(map[histories[slot]]);
      inputs[at++] = counts[slot] === 0 ? 0 : counts[slot] === 1 ? fresh >> 1 : fresh;
    }
    const { length } = this.#match;
    const t = stretch(this.#matchMap[Math.min(length, 63)]);
    const sign = expected === undefined ? 0 : expected === 1 ? 1 : -1;
    inputs[at++] = sign * t;
    inputs[at++] = sign * 16 * Math.min(length, 32);
    inputs[at] = 256;
  }

  #learn(bit, offset, expected) {
    const target = bit === 1 ? 65535 : 0;
    for (const mixer of this.#mixers) this.#learnWeights(mixer, target);
    for (const table of this.#tables) learnSlot(table, table.group + offset, bit);
    const { values, at } = this.#curves;
    values[at] += (target - values[at]) >> 7;
    values[at + 1] += (target - values[at + 1]) >> 7;
    if (expected === undefined) return;
    const length = Math.min(this.#match.length, 63);
    const right = bit === expected ? 65535 : 0;
    this.#matchMap[length] += (right - this.#matchMap[length]) >> 5;
  }

  #learnWeights({ weights, start, d }, target) {
    const error = (target - squash(d)) * this.#contexts.rate;
    for (let i = 0; i < this.#inputs.length; i++) {
      const weight = weights[start + i] + ((this.#inputs[i] * error + 2 ** 17) >> 18);
      weights[start + i] = Math.max(-(2 ** 19), Math.min(weight, 2 ** 19));
    }
  }
}

function newTable(slots) {
  return {
    group: 0,
    probabilities: new Uint16Array(slots).fill(32768),
    counts: new Uint8Array(slots),
    histories: new Uint8Array(slots),
    map: Uint16Array.from({ length: 256 }, (_, history) => {
      const zeros = history >> 4;
      const ones = history & 15;
      return Math.floor((65535 * (10 * ones + 3)) / (10 * (zeros + ones) + 6));
    }),
  };
}

function newCurves(count) {
  const values = new Uint16Array(count * CURVE);
  for (let i = 0; i < values.length; i++) {
    values[i] = squash(Math.min(-2048 + 128 * (i % CURVE), 2047));
  }
  return { values, at: 0 };
}

function dot(inputs, weights, start) {
  let sum = 0;
  for (let i = 0; i < inputs.length; i++) sum += (inputs[i] * weights[start + i]) >> 4;
  return Math.max(-2047, Math.min(sum >> 12, 2047));
}

function learnSlot({ probabilities, counts, histories, map }, slot, bit) {
  const target = bit === 1 ? 65535 : 0;
  const history = histories[slot];
  if (history !== 0) map[history] += (target - map[history]) >> 6;
  const rate = Math.floor(65536 / (2 * counts[slot] + 3));
  probabilities[slot] += ((target - probabilities[slot]) * rate) >> 15;
  counts[slot] = Math.min(counts[slot] + 1, 255);
  histories[slot] = takeIn(history, bit);
}

function takeIn(history, bit) {
  const zeros = history >> 4;
  const ones = history & 15;
  if (bit === 1) return 16 * D[zeros] + Math.min(ones + 1, 15);
  return 16 * Math.min(zeros + 1, 15) + D[ones];
}
