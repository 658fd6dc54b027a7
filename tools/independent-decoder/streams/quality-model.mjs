/** The model of qualities: docs/format/sequence.md, "A decision". */
import { hash, squash, stretch } from './logistic.mjs';

const CURVE = 33;
const WEIGHTS = 8;

export class QualityModel {
  #decoder;
  #tree;
  #tables;
  #weights;
  #curves;
  /** Ranks of the line so far. */
  #line = [];
  #mate = 0;
  #change = 0;
  #sum = 0;

  constructor(decoder, tree, slotBits) {
    this.#decoder = decoder;
    this.#tree = tree;
    this.#tables = Array.from({ length: 7 }, () => ({
      probabilities: new Int32Array(2 ** slotBits).fill(2 ** 21),
      counts: new Int32Array(2 ** slotBits),
    }));
    this.#weights = [tree.decisions, 512].map((sets) => new Int32Array(sets * WEIGHTS).fill(16384));
    this.#curves = Uint16Array.from({ length: tree.leaves * tree.decisions * CURVE }, (_, i) =>
      squash(Math.min(-2048 + 128 * (i % CURVE), 2047)),
    );
  }

  beginLine(mate) {
    this.#mate = mate;
    this.#line = [];
    this.#change = 0;
    this.#sum = 0;
  }

  /** Decodes the byte of the next quality. */
  next() {
    const hashes = this.#hashes();
    let branch = this.#tree.root;
    while (branch.branches) branch = branch.branches[this.#decide(branch.number, hashes)];
    const { rank } = branch;
    const before = this.#line.at(-1);
    if (before !== undefined) this.#change = Math.min(this.#change + Math.abs(rank - before), 255);
    this.#sum += rank;
    this.#line.push(rank);
    return branch.byte;
  }

  #hashes() {
    const [q1, q2, q3, q4] = [1, 2, 3, 4].map((n) => this.#line.at(-n) ?? 0);
    const count = this.#line.length;
    const place = Math.min(count, 1023);
    const mean = count === 0 ? 0 : Math.floor(this.#sum / count);
    const change = this.#change;
    const two = q1 + 2 ** 8 * q2;
    return [
      hash(q1, 1),
      hash(two, 2),
      hash(q1 + 2 ** 8 * mean + 2 ** 16 * (change >> 3), 3),
      hash(q1 + 2 ** 8 * Math.min(change, 127), 4),
      hash(q1 + 2 ** 8 * place, 5 + 16 * this.#mate),
      hash(hash(two + 2 ** 16 * Math.max(q3, q4) + 2 ** 24 * (change >> 4), 6), place >> 4),
      hash(q1 + 2 ** 8 * mean + 2 ** 16 * (place >> 3), 7 + 16 * this.#mate),
    ];
  }

  #decide(d, hashes) {
    const slots = this.#tables.map(({ probabilities }, i) => {
      const h = hashes[i] + Math.imul(d >> 4, 0x9e3779b1);
      return ((h ^ (h >>> 15)) & (probabilities.length - 16)) + (d & 15);
    });
    const inputs = this.#tables.map(({ probabilities }, i) =>
      stretch(probabilities[slots[i]] >> 6),
    );
    inputs.push(256);
    const sets = [d, Math.min(this.#line.length, 255) + 256 * this.#mate];
    const odds = this.#weights.map((weights, i) => mix(inputs, weights, sets[i] * WEIGHTS));
    const o = (odds[0] + odds[1]) >> 1;
    const curve = (this.#line.at(-1) ?? 0) * this.#tree.decisions + d;
    const at = CURVE * curve + ((o + 2048) >> 7);
    const r = (o + 2048) & 127;
    const q = (this.#curves[at] * (128 - r) + this.#curves[at + 1] * r) >> 7;
    const bit = this.#decoder.bit((squash(o) + q) >> 1);
    const target = bit === 1 ? 65535 : 0;
    this.#weights.forEach((weights, i) => {
      learnWeights(weights, sets[i] * WEIGHTS, inputs, (target - squash(odds[i])) >> 1);
    });
    for (const knot of [at, at + 1]) this.#curves[knot] += (target - this.#curves[knot]) >> 7;
    this.#tables.forEach((table, i) => learnSlot(table, slots[i], bit));
    return bit;
  }
}

function mix(inputs, weights, start) {
  const sum = inputs.reduce((total, input, i) => total + input * (weights[start + i] >> 4), 0);
  return Math.max(-2047, Math.min(sum >> 12, 2047));
}

function learnWeights(weights, start, inputs, error) {
  inputs.forEach((input, i) => {
    const weight = weights[start + i] + ((input * error + 2 ** 13) >> 14);
    weights[start + i] = Math.max(-(2 ** 19), Math.min(weight, 2 ** 19 - 1));
  });
}

function learnSlot({ probabilities, counts }, slot, bit) {
  const D = (bit === 1 ? 2 ** 22 - 1 : 0) - probabilities[slot];
  const rate = Math.floor(2 ** 17 / (2 * counts[slot] + 3));
  probabilities[slot] += ((D >> 6) * rate) >> 10;
  counts[slot] = Math.min(counts[slot] + 1, 1023);
}
