/** One protein that goes on like an earlier one: docs/format/model.md, "Translated copies". */
import { classOf, ones } from '../fixed-point.mjs';
import { END, ownCodon, residueOf } from './genetic-code.mjs';
import { scoreOf } from './residue-scores.mjs';
import { residueOfSymbol } from './sources.mjs';

const QUALITY_LIMITS = [230, 350, 512, 660, 800, 960, 1150];
const LEAST_QUALITY = 40;
const COST_OF_DIFFERENCE = 250;
const MOVE_MISSES = 4;
const MOVE_WAIT = 2;
const MOVE_DISTANCE = 12;
const MOVE_CODONS = 8;
const MOVE_GAIN = 10;
const MOVE_SCORE = 15;
const NOTHING_SCORE = -100;

export class Alignment {
  kind;
  strand;
  step;
  /** Its codons end where the number of bases has this remainder by 3. */
  frame;
  place;
  quality;
  /** Codon or residue of the source for the codon that has begun; its residue; its class. */
  symbol = 0;
  residue = 0;
  class = 0;
  /** Chances of codons, as the sequence reads them; undefined until they are foretold. */
  chances;
  #differs = 0;
  #misses = 0;
  #wait = 0;

  constructor({ kind, strand, step, frame, place, quality }) {
    this.kind = kind;
    this.strand = strand;
    this.step = step;
    this.frame = frame;
    this.place = place;
    this.quality = quality;
  }

  /** Class of how often it differed of late, the `R` of the document. */
  get differences() {
    return Math.min((this.#recent + 1) >> 1, 7);
  }

  /** The best alignment is the one of most worth. */
  get worth() {
    return this.quality - COST_OF_DIFFERENCE * this.#recent;
  }

  get #recent() {
    return ones(this.#differs % 16) + ones(this.#differs % 256);
  }

  is({ kind, place, step, frame }) {
    return this.kind === kind && this.place === place && this.step === step && this.frame === frame;
  }

  /** Number of bases of its codon that are known. */
  knownOf(history) {
    return (history.length - this.frame + 3) % 3;
  }

  /** Begins a codon; whether the source goes on. */
  begin(sources) {
    const symbol = sources.symbolAt(this.kind, this.place);
    if (symbol === undefined) return false;
    const residue = residueOfSymbol(this.kind, symbol);
    if (residue === END) return false;
    this.symbol = symbol;
    this.residue = residue;
    this.class = 8 * classOf(this.quality, QUALITY_LIMITS) + this.differences;
    this.chances = undefined;
    return true;
  }

  /** Goes on behind the codon that the newest bases complete; whether it stays. */
  follow(history, sources) {
    this.#compare(residueOf(ownCodon(history, this.strand)));
    this.place += this.step;
    if (this.#wait > 0) this.#wait--;
    if (this.#wait === 0 && this.#misses % 2 === 1 && ones(this.#misses % 64) >= MOVE_MISSES) {
      this.#move(history, sources);
      this.#wait = MOVE_WAIT;
    }
    return this.quality >= LEAST_QUALITY && this.begin(sources);
  }

  #compare(residue) {
    const score = scoreOf(this.residue, residue);
    this.quality += (256 * score - this.quality) >> 7;
    this.#differs = shifted(this.#differs, residue !== this.residue);
    this.#misses = shifted(this.#misses, score < 1);
  }

  /** Looks for a place near by that fits better. */
  #move(history, sources) {
    const from = this.place;
    let most = Math.max(this.#scoreAt(from, history, sources) + MOVE_GAIN, MOVE_SCORE);
    for (let distance = 1; distance <= MOVE_DISTANCE; distance++) {
      for (const place of [from - distance * this.step, from + distance * this.step]) {
        const score = this.#scoreAt(place, history, sources);
        if (score > most) [most, this.place] = [score, place];
      }
    }
  }

  #scoreAt(place, history, sources) {
    let sum = 0;
    for (let age = 0; age < MOVE_CODONS; age++) {
      const residue = sources.residueAt(this.kind, place - (age + 1) * this.step);
      if (residue === undefined) return NOTHING_SCORE;
      sum += scoreOf(residueOf(ownCodon(history, this.strand, age)), residue);
    }
    return sum;
  }
}

function shifted(bits, isOne) {
  return ((bits << 1) | (isOne ? 1 : 0)) >>> 0;
}
