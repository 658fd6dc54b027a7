/** The fast model, as others are: docs/format/model.md, "Fast model". */
import { must } from '../../container/cursor.mjs';
import { History } from '../history.mjs';
import { copyNumbers, learned, setNumbers } from '../learned.mjs';
import { Bits } from './bits.mjs';
import { Copy } from './copy.mjs';

const CERTAIN = 4194303;

export class FastModel {
  #history;
  #copy;
  #bits;
  /** Trust in sure copies, by class. */
  #sure = new Int32Array(32).fill(4128768);
  #prefixBases = 0;
  #learnedBases = 0;

  /** @param baseCount of the prefix, too */
  constructor({ wordBits }, baseCount, caller) {
    must(caller === undefined, 'nothing beside the fast model');
    this.#history = new History(baseCount);
    this.#copy = new Copy(this.#history, wordBits);
    this.#bits = new Bits(this.#history, this.#copy);
  }

  prime(bases) {
    for (const base of bases) {
      this.#history.add(base);
      this.#copy.remember();
    }
    this.#prefixBases = bases.length;
  }

  /** Proteins change nothing, and lengths of reads neither. */
  know() {
    return undefined;
  }

  startReads() {
    return undefined;
  }

  start({ numbers, learnedBases }) {
    must(numbers.length === 1, 'a snapshot of the fast model has one part');
    if (numbers[0] !== undefined) setNumbers(this.parts[0], numbers[0]);
    this.#learnedBases = learnedBases;
  }

  split(lanes) {
    must(lanes === 1, 'one lane of the fast model');
  }

  step(decode) {
    this.#learnedBases++;
    if (this.#copy.isSure) return this.#stepSure(decode);
    const foretold = this.#copy.foretold;
    const base = decode(0, this.#bits.frequencies);
    this.#bits.learn(base);
    this.#history.add(base);
    this.#bits.countOpposite();
    this.#copy.follow(base !== foretold);
    this.#copy.seek();
  }

  snapshot() {
    return { numbers: this.parts.map(copyNumbers), learnedBases: this.#learnedBases };
  }

  bases() {
    return this.#history.bases().subarray(this.#prefixBases);
  }

  get parts() {
    return [[...this.#bits.numbers, learned(this.#sure, 32, [0, CERTAIN])]];
  }

  #stepSure(decode) {
    const { foretold, run } = this.#copy;
    const at = 31 - Math.clz32(run);
    const c = this.#sure[at];
    const rest = Math.max(1, Math.floor((65536 - Math.min(c >> 6, 65533)) / 3));
    const frequencies = Array(4).fill(rest);
    frequencies[foretold] = 65536 - 3 * rest;
    const base = decode(0, frequencies);
    this.#sure[at] = c + (((base === foretold ? CERTAIN : 0) - c) >> 6);
    this.#history.add(base);
    this.#copy.follow(base !== foretold);
  }
}
