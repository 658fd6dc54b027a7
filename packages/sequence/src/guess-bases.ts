/**
 * Puts bases in the place of N and IUPAC codes where the residues around are a copy of earlier ones.
 *
 * A run that is left out of the bases makes every copy model lose its place, which costs it about
 * 20 bits to find again; bases copied from where the model will look cost next to nothing. The choice is
 * the encoder's alone: a decoder skips the bases of a filled run, whatever they are.
 */
import type { ByteBuffer } from './byte-buffer.ts';
import type { ResidueSplitter } from './residue-splitter.ts';
import { N_FILLED, RUN_FILLED, RUN_LITERAL, RUN_REMOVED } from './run-list.ts';

/** Longer runs are never filled. */
const MAX_FILL = 1024;
/** Bases compared on each side of a run, and how many of them must agree. */
const FLANK = 32;
const MIN_AGREEING = 28;
/** The words indexed are so long, and as many bases apart. */
const WORD = 16;

/**
 * Fills what runs it can and changes their class.
 * @param mustFillN whether to fill all runs of N, by any base
 */
export function guessBases(residues: ResidueSplitter, mustFillN = false): void {
  const { runs, bases } = residues;
  let extra = 0;
  for (let i = 0; i < runs.length; i++) {
    if (isCandidate(runs.classes.at(i), runs.lengths.at(i), mustFillN)) extra += runs.lengths.at(i);
  }
  if (extra === 0) return;
  bases.reserve(extra);
  const guesser = new Guesser(bases, extra);
  for (let i = 0; i < runs.length; i++) {
    guesser.copy(runs.gaps.at(i));
    const [runClass, length] = [runs.classes.at(i), runs.lengths.at(i)];
    if (!isCandidate(runClass, length, mustFillN)) continue;
    const following = i + 1 < runs.length ? runs.gaps.at(i + 1) : FLANK;
    const isForced = mustFillN && runClass >> 2 === N_FILLED >> 2;
    if (guesser.fill(length, following) || (isForced && guesser.fillAny(length))) {
      runs.classes.set(i, runClass - RUN_REMOVED + RUN_FILLED);
    }
  }
  guesser.finish();
}

function isCandidate(runClass: number, length: number, mustFillN: boolean): boolean {
  if ((runClass & 3) === RUN_LITERAL) return false;
  return length <= MAX_FILL || (mustFillN && runClass >> 2 === N_FILLED >> 2);
}

/**
 * Rewrites the bases in place: they are moved to the end of their buffer, and read from there
 * while bases and guesses are written from its beginning.
 */
class Guesser {
  readonly #buffer: ByteBuffer;
  readonly #bases: Uint8Array;
  #read: number;
  readonly #end: number;
  #write = 0;
  /** Where the word of some hash ended last, among bases written. */
  readonly #words: Int32Array;
  #indexed = 0;

  constructor(buffer: ByteBuffer, extra: number) {
    this.#buffer = buffer;
    this.#bases = buffer.bytes;
    this.#bases.copyWithin(extra, 0, buffer.length);
    this.#read = extra;
    this.#end = extra + buffer.length;
    const bits = Math.min(22, Math.max(8, 32 - Math.clz32(this.#end / WORD)));
    this.#words = new Int32Array(1 << bits);
  }

  /** Moves `count` bases on. */
  copy(count: number): void {
    this.#bases.copyWithin(this.#write, this.#read, this.#read + count);
    this.#read += count;
    this.#write += count;
    this.#index();
  }

  finish(): void {
    this.#bases.copyWithin(this.#write, this.#read, this.#end);
    this.#buffer.length = this.#write + this.#end - this.#read;
  }

  /** Fills `length` bases with a copy, if there is one that goes on for `following` bases behind them. */
  fill(length: number, following: number): boolean {
    const source = this.#findCopy(length, Math.min(following, FLANK));
    if (source < 0) return false;
    this.#bases.copyWithin(this.#write, source, source + length);
    this.#write += length;
    this.#index();
    return true;
  }

  /** Fills `length` bases with A. */
  fillAny(length: number): boolean {
    this.#bases.fill(0, this.#write, this.#write + length);
    this.#write += length;
    return true;
  }

  /** Start of the base that follows an earlier copy of the last bases, -1 for none. */
  #findCopy(length: number, following: number): number {
    if (this.#write < FLANK || this.#read + following > this.#end) return -1;
    for (let back = 0; back < WORD; back++) {
      const wordEnd = this.#words[this.#hash(this.#write - back)]!;
      const source = wordEnd + back;
      if (wordEnd === 0 || source < FLANK || source + length + following > this.#write) continue;
      const before = this.#agreeing(source - FLANK, this.#write - FLANK, FLANK);
      const after = this.#agreeing(source + length, this.#read, following);
      if (before >= MIN_AGREEING && after * FLANK >= MIN_AGREEING * following) return source;
    }
    return -1;
  }

  #agreeing(a: number, b: number, count: number): number {
    const bases = this.#bases;
    let agreeing = 0;
    for (let i = 0; i < count; i++) if (bases[a + i] === bases[b + i]) agreeing++;
    return agreeing;
  }

  #index(): void {
    for (; this.#indexed + WORD <= this.#write; this.#indexed += WORD) {
      this.#words[this.#hash(this.#indexed + WORD)] = this.#indexed + WORD;
    }
  }

  /** Hash of the word that ends before `end`. */
  #hash(end: number): number {
    const bases = this.#bases;
    let word = 0;
    for (let i = end - WORD; i < end; i++) word = (word << 2) | bases[i]!;
    return Math.imul(word, 0x9e3779b1) >>> (Math.clz32(this.#words.length) + 1);
  }
}
