/**
 * One alignment that translated copies follow: a source, read codon by codon beside one's own.
 */
import { countOnes } from '../history/integers.ts';
import { CODONS } from './genetic-code.ts';

/** Codons that are compared before an alignment is followed. */
export const COMPARED = 24;
/** Quality moves towards the score of the newest codon by 1/128. */
const QUALITY_SHIFT = 7;
/** Quality, mean score in half bits Q8, from which on the classes 1 .. 7 begin. */
const QUALITY_CLASSES = [230, 350, 512, 660, 800, 960, 1150];
/** How much one of the last codons that differs counts when the best is chosen. */
const DIFFERENCE_COST = 250;

/** An alignment. All fields are integers. */
export class Alignment {
  /** Kind of the source; place in it of what stands beside the codon that is being read. */
  kind = 0;
  place = 0;
  /** Distance to what stands beside the next codon. */
  step = 0;
  /** Strand of the own gene, and the frame of its codons: number of bases before one, modulo 3. */
  strand = 0;
  frame = 0;
  /** Codon or residue that the source has at the place. */
  symbol = 0;
  /** Mean score of late, half bits Q8. */
  quality = 0;
  /** The last 32 codons: a bit where the amino acid differed, and where the score was below 1; the newest lowest. */
  differences = 0;
  misses = 0;
  /** Codons until it may be moved again. */
  wait = 0;
  /** Class that its codon is foretold with. */
  alignmentClass = 0;
  /** Chances of the codon's 64 values as the sequence reads them, Q24; not yet known when `isForetold` is false. */
  readonly chances = new Int32Array(CODONS);
  isForetold = false;

  /** Starts to follow a source that scored `score` over the codons compared. */
  enter(
    kind: number,
    place: number,
    step: number,
    strand: number,
    frame: number,
    score: number,
  ): void {
    this.kind = kind;
    this.place = place;
    this.step = step;
    this.strand = strand;
    this.frame = frame;
    this.quality = Math.floor((score << 8) / COMPARED);
    this.differences = 0;
    this.misses = 0;
    this.wait = 0;
  }

  /** Begins a codon beside which the source has `symbol`. */
  begin(symbol: number): void {
    this.symbol = symbol;
    this.isForetold = false;
    this.alignmentClass = qualityClass(this.quality) * 8 + this.recentClass;
  }

  /** Ends a codon with its score, and whether its amino acid was the source's. */
  end(score: number, isSame: boolean): void {
    this.quality += ((score << 8) - this.quality) >> QUALITY_SHIFT;
    this.differences = (this.differences << 1) | (isSame ? 0 : 1);
    this.misses = (this.misses << 1) | (score < 1 ? 1 : 0);
    this.place += this.step;
  }

  /** Whether it seems to have lost its place: the newest codon missed, as did 4 or more of the last 6. */
  get strays(): boolean {
    return (this.misses & 1) === 1 && countOnes(this.misses & 63) >= 4;
  }

  /** 0 .. 6: how many of the last codons differed, the newer half counted twice. */
  get recentClass(): number {
    return (this.#recent + 1) >> 1;
  }

  /** Rank among alignments: the highest is the best. */
  get rank(): number {
    return this.quality - DIFFERENCE_COST * this.#recent;
  }

  get #recent(): number {
    return countOnes(this.differences & 15) + countOnes(this.differences & 255);
  }
}

function qualityClass(quality: number): number {
  let found = 0;
  while (found < QUALITY_CLASSES.length && quality >= QUALITY_CLASSES[found]) found++;
  return found;
}
