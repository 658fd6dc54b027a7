/** What the fast model thinks of the bits of a base: docs/format/model.md, "Bits". */
import { learned } from '../learned.mjs';
import { squash, stretch } from '../../streams/logistic.mjs';

const LOW = 4;
const HIGH = 11;
const SETS = 17;
const CONSTANT = 256;
const ANY = [0, 65535];
const LIMIT = 262143;
/** First pair of each node. */
const FIRST_PAIRS = [0, 1024, 1280];

export class Bits {
  #history;
  #copy;
  #low = new Uint16Array(4 ** LOW * 4).fill(32768);
  #counts = new Uint16Array(4 ** HIGH);
  #pairs = firstPairs();
  #weights = Int32Array.from({ length: 2 * SETS * 4 }, (_, i) => (i % 4 === 3 ? 0 : 20000));
  #trust = new Uint16Array(64).fill(60000);

  constructor(history, copy) {
    this.#history = history;
    this.#copy = copy;
  }

  get numbers() {
    return [
      learned(this.#low, 16, ANY),
      learned(this.#counts, 16, ANY),
      learned(this.#pairs, 16, ANY),
      learned(this.#weights, 32, [-LIMIT, LIMIT]),
      learned(this.#trust, 16, ANY),
    ];
  }

  /** Frequencies of the four bases. */
  get frequencies() {
    const one = this.#opinion(0).probability;
    return [65536 - one, one].flatMap((f, first) => {
      const share = Math.floor((f * this.#opinion(1 + first).probability) / 65536);
      const higher = Math.max(1, Math.min(share, f - 1));
      return [f - higher, higher];
    });
  }

  /** Learns a base, which the history does not have yet. */
  learn(base) {
    this.#learnBit(0, base >> 1);
    this.#learnBit(1 + (base >> 1), base & 1);
    this.#count(this.#history.kmer(HIGH), base);
    if (this.#copy.isThere) move(this.#trust, this.#class, this.#copy.foretold === base, 6);
  }

  /** Counts what is on the other strand, once the history has the base. */
  countOpposite() {
    const before = this.#history.at(this.#history.length - 1 - HIGH);
    this.#count(this.#history.inverse(HIGH), 3 - before);
  }

  #learnBit(node, bit) {
    const { inputs, set, probability, low, pair } = this.#opinion(node);
    inputs.forEach((input, i) => {
      const weight =
        this.#weights[4 * set + i] + ((input * (65536 * bit - probability) + 2 ** 14) >> 15);
      this.#weights[4 * set + i] = Math.max(-LIMIT, Math.min(LIMIT, weight));
    });
    move(this.#low, low, bit === 1, 9);
    move(this.#pairs, pair, bit === 1, 7);
  }

  #opinion(node) {
    const low = 4 * this.#history.kmer(LOW) + node;
    const pair = this.#pair(node);
    const foretold = this.#foretold(node);
    const odds = foretold === undefined ? 0 : stretch(this.#trust[this.#class]);
    const inputs = [
      stretch(this.#low[low]),
      stretch(this.#pairs[pair]),
      foretold === 0 ? -odds : odds,
      CONSTANT,
    ];
    const { missCount, runClass } = this.#copy;
    const own = foretold === undefined ? 0 : 1 + 4 * Math.min(missCount, 3) + (runClass >> 1);
    const set = own + (node > 0 ? SETS : 0);
    const sum = inputs.reduce((all, input, i) => all + input * this.#weights[4 * set + i], 0);
    const probability = squash(Math.max(-2047, Math.min(2047, sum >> 16)));
    return { inputs, set, probability, low, pair };
  }

  #foretold(node) {
    const { foretold } = this.#copy;
    if (foretold === undefined) return undefined;
    if (node === 0) return foretold >> 1;
    return foretold >> 1 === node - 1 ? foretold & 1 : undefined;
  }

  get #class() {
    return 8 * Math.min(this.#copy.missCount, 7) + this.#copy.runClass;
  }

  #pair(node) {
    const counts = this.#counts[this.#history.kmer(HIGH)];
    const of = (base) => (counts >> (4 * base)) & 15;
    if (node === 0) return 32 * (of(0) + of(1)) + of(2) + of(3);
    return FIRST_PAIRS[node] + 16 * of(2 * node - 2) + of(2 * node - 1);
  }

  #count(context, base) {
    let counts = this.#counts[context];
    if (((counts >> (4 * base)) & 15) === 15) counts = (counts >> 1) & 0x7777;
    this.#counts[context] = counts + (1 << (4 * base));
  }
}

function move(numbers, at, isUp, shift) {
  const p = numbers[at];
  numbers[at] = isUp ? p + ((65535 - p) >> shift) : p - (p >> shift);
}

function firstPairs() {
  const share = (x, y) => Math.floor((65536 * (5 * y + 2)) / (5 * (x + y) + 4));
  const pairs = (size) =>
    Array.from({ length: size * size }, (_, i) => share(Math.floor(i / size), i % size));
  return Uint16Array.from([...pairs(32), ...pairs(16), ...pairs(16)]);
}
