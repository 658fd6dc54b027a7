/** What becomes of codons in copies, learned: docs/format/model.md, "Codon substitution". */
import { div } from '../fixed-point.mjs';
import { CODONS_OF, END, oppositeOf, residueOf } from './genetic-code.mjs';
import { learned } from '../learned.mjs';
import { Lessons } from './lessons.mjs';
import { scoreOf } from './residue-scores.mjs';
import { PROTEINS } from './sources.mjs';

const CLASSES = 64;
const GROUPS = 4;
/** Residues without the end, and with it. */
const PROPER = 20;
const ALL = 21;
/** How often residues come in place of others, and the end. */
const SHARES = [
  5406, 3624, 2660, 3571, 898, 2575, 4424, 4633, 1488, 3880, 6324, 3827, 1586, 2529, 3107, 4351,
  3505, 708, 1913, 4496, 60,
];
/** By score, from the least on. */
const ODDS = [64, 91, 128, 181, 256, 362, 512, 724];
const LEAST_SCORE = -4;
const LEAST_OTHER = 8;
const LEAST_USAGE = 200;

export class CodonSubstitution {
  /** Chances by class and residue; by group, residue, and the other residue; by class; by codon. */
  #identity = Uint16Array.from({ length: CLASSES * PROPER }, (_, i) =>
    firstIdentity(div(i, PROPER)),
  );
  #others = Uint16Array.from(
    { length: GROUPS * PROPER * ALL },
    (_, i) => FIRST_OTHERS[i % (PROPER * ALL)],
  );
  #copied = new Uint16Array(CLASSES).fill(32768);
  #usage = Uint16Array.from({ length: 64 }, (_, codon) => firstUsage(codon));
  #identityLessons = new Lessons(CLASSES * PROPER, 500);
  #otherLessons = new Lessons(GROUPS * PROPER, 500);
  #copiedLessons = new Lessons(CLASSES, 500);
  #usageLessons = new Lessons(ALL, 900);

  /** Numbers that a snapshot holds of it. */
  get learned() {
    const chances = [this.#identity, this.#others, this.#copied, this.#usage];
    const lessons = [
      this.#identityLessons,
      this.#otherLessons,
      this.#copiedLessons,
      this.#usageLessons,
    ];
    return [
      ...chances.map((numbers) => learned(numbers, 16, [0, 65535])),
      ...lessons.map((counts) => counts.learned),
    ];
  }

  /** Chances in Q24 of the codons that an alignment has begun, as the sequence reads them. */
  foretell(alignment) {
    const { residue: x, strand } = alignment;
    const chances = new Int32Array(64);
    for (let codon = 0; codon < 64; codon++) {
      const r = this.#chanceOf(residueOf(codon), alignment);
      chances[codon] = 16 + ((r * (this.#usage[codon] >> 4)) >> 4);
    }
    if (alignment.kind !== PROTEINS) this.#preferCopied(chances, alignment, CODONS_OF[x]);
    return strand === 0 ? chances : chances.map((_, codon) => chances[oppositeOf(codon)]);
  }

  /** Learns that an alignment's codon became `codon`. */
  learn(alignment, codon) {
    const { class: number, residue: x, kind } = alignment;
    const y = residueOf(codon);
    this.#learnIdentity(PROPER * number + x, y === x);
    if (y !== x) this.#learnOther(PROPER * (number >> 4) + x, x, y);
    else if (kind !== PROTEINS) this.#learnCopied(alignment, codon);
  }

  /** Learns which codon a residue has. */
  learnUsage(codon) {
    const residue = residueOf(codon);
    const lessons = this.#usageLessons.take(residue);
    for (const other of CODONS_OF[residue]) {
      const target = other === codon ? 65535 : 0;
      this.#usage[other] = Math.max(moved(this.#usage[other], target, lessons + 8), LEAST_USAGE);
    }
  }

  /** Chance in Q16 of a residue in the place of that of the source. */
  #chanceOf(y, { class: number, residue: x }) {
    const same = this.#identity[PROPER * number + x];
    if (y === x) return same;
    const other = this.#others[ALL * (PROPER * (number >> 4) + x) + y];
    return ((other >> 2) * ((65536 - same) >> 2)) >> 12;
  }

  /** Gives the codon of the source a part of the chances of its residue. */
  #preferCopied(chances, { class: number, residue: x, symbol }, codons) {
    const copied = this.#copied[number];
    for (const codon of codons) {
      chances[codon] = (chances[codon] >> 8) * ((65536 - copied) >> 8);
    }
    chances[symbol] += (this.#identity[PROPER * number + x] >> 4) * (copied >> 4);
  }

  #learnIdentity(at, isSame) {
    const rate = div(65536, this.#identityLessons.take(at) + 8);
    const gap = (isSame ? 65000 : 500) - this.#identity[at];
    this.#identity[at] += (gap * rate) >> 16;
  }

  #learnOther(row, x, y) {
    const lessons = this.#otherLessons.take(row);
    for (let other = 0; other < ALL; other++) {
      if (other === x) continue;
      const at = ALL * row + other;
      const target = other === y ? 65535 : 0;
      this.#others[at] = Math.max(moved(this.#others[at], target, lessons + 40), LEAST_OTHER);
    }
  }

  #learnCopied({ class: number, symbol }, codon) {
    const lessons = this.#copiedLessons.take(number);
    const p = this.#copied[number];
    const byChance = (((65536 - p) >> 4) * (this.#usage[codon] >> 4)) >> 8;
    const likely = Math.min(div(p * 65536, p + byChance + 1), 65535);
    const next = moved(p, codon === symbol ? likely : 0, lessons + 6);
    this.#copied[number] = Math.max(500, Math.min(next, 65000));
  }
}

const FIRST_OTHERS = Array.from({ length: PROPER }, (_, x) => firstRow(x)).flat();

function firstIdentity(number) {
  return Math.min(20000 + 5500 * (number >> 3), 60000) - 3000 * Math.min(number % 8, 4);
}

function firstRow(x) {
  const weights = SHARES.map((share, y) => (y === x ? 0 : (share * oddsOf(x, y)) >> 4));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => div(weight * 65536, sum));
}

function oddsOf(x, y) {
  return ODDS[y === END ? 0 : scoreOf(x, y) - LEAST_SCORE];
}

function firstUsage(codon) {
  return Math.min(div(65536, CODONS_OF[residueOf(codon)].length), 65535);
}

/** A chance that moves to a target, the less the larger `q` is. */
function moved(p, target, q) {
  return p + (((target - p) * (div(65536, q) >> 2)) >> 14);
}
