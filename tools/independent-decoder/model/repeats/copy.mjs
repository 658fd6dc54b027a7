/** One copy that a repeat pool follows: docs/format/model.md, "Repeat pool". */
import { classOf, ones } from '../fixed-point.mjs';

const OLDER_LIMITS = [1, 2, 3, 5, 7, 9, 11];
const RUN_LIMITS = [1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 32, 64, 256, 1024];
const AGE_LIMITS = [16, 64];
const RATE_LIMITS = [120, 400, 1200, 3000, 6000];

export class Copy {
  constructor({ position, inverted, misses, run, age, rate }) {
    this.position = position;
    this.inverted = inverted;
    this.misses = misses;
    this.run = run;
    this.age = age;
    this.rate = rate;
  }

  get step() {
    return this.inverted ? -1 : 1;
  }

  get recent() {
    return ones(this.misses >>> 16);
  }

  get older() {
    return ones(this.misses & 0xffff);
  }

  /** Badness of a copy that would enter. */
  get newBadness() {
    return 4 * this.recent + this.older;
  }

  get badness() {
    return Math.max(this.newBadness, this.rate >> 9);
  }

  /** The number of its confidence. */
  get class() {
    const older = classOf(this.older, OLDER_LIMITS);
    const run = classOf(this.run, RUN_LIMITS);
    const age = classOf(this.age, AGE_LIMITS);
    const standing = age < 2 ? age : 2 + classOf(this.rate, RATE_LIMITS);
    return ((((this.inverted ? 1 : 0) * 17 + this.recent) * 8 + older) * 16 + run) * 8 + standing;
  }

  predict(history) {
    const base = history.at(this.position);
    return this.inverted ? 3 - base : base;
  }

  is(position, inverted) {
    return this.position === position && this.inverted === inverted;
  }

  learn(hit) {
    this.rate += ((hit ? 0 : 65535) - this.rate) >> 7;
  }

  /** Moves on by one base, which it predicted (`hit`) or not. */
  follow(hit) {
    this.misses = ((this.misses >>> 1) | (hit ? 0 : 2 ** 31)) >>> 0;
    this.run = hit ? this.run + 1 : 0;
    this.age++;
    this.position += this.step;
  }

  /** Whether it was good until the last bases. */
  get lost() {
    return ones(this.misses >>> 24) >= 3 && ones((this.misses >>> 8) & 0xffff) <= 3;
  }
}
