/**
 * What the model of a level should start from, so that it learns any genome fast.
 *
 * A model that has simply learned many genomes is a worse start than none: HePy +0.6 %, chloroplast
 * +0.4 %, because what it learned last stands in its way. So it learns a short stretch of one genome at a time,
 * each time from the same start, and the start moves a little towards what was learned (Reptile: Nichol, Achiam and
 * Schulman 2018). See `KEPT` for what that is worth.
 */
import { setImmediate } from 'node:timers/promises';
import {
  configForLevel,
  partLayouts,
  readSegment,
  type ModelConfig,
  type Segment,
  type Snapshot,
} from '@pmklc/models';
import { engine } from '@pmklc/engine';
import { initialParts } from '../pack/initial-parts.ts';

/** Bases of a stretch, and as how many learned ones the start counts for the learning rates. */
const STRETCH_BASES = 300_000;
const EXPERIENCE_BASES = 100_000;
/** How far the start moves: half of the way at first, then less and less. */
const FIRST_STEP = 0.5;
const LEAST_STEP = 0.04;
const STEP_FADE = 6;
/**
 * How much of what the networks learned is kept. All of it makes AeCa 0.17 % larger, half of it 0.08 %
 * smaller, and HePy 0.19 %, E. coli 0.17 %, dengue viruses 0.68 %, ebolavirus 0.54 %: the rest stands in the way.
 */
const KEPT = 0.5;
/**
 * Evidence of a frame model's slots, Q7: 8 visits, so that another genome's genes are soon learned. With 32 HePy and transcripts are
 * 0.1 % larger; without any start chloroplast 0.2 %, ebolavirus 0.4 %, dengue viruses 0.5 %.
 */
const MOST_EVIDENCE = 8 * 128;
/** Orders of a frame model that are kept. What order 6 had learned, 240 kB a level, gained nothing. */
const MOST_KEPT_ORDER = 4;

/** A genome to learn from. */
export interface Lesson {
  /** 0..3, one a byte. */
  readonly bases: Uint8Array;
  /** How often it is chosen, compared with the others. */
  readonly weight: number;
}

/** What is learned, and for how long. */
export interface PriorOptions {
  /** 1..9 */
  readonly level: number;
  /** How many stretches to learn, one after the other. */
  readonly rounds: number;
  /** Equal seeds give equal results. */
  readonly seed: number;
  /** Ends the work after the round that is being learned; what was learned so far is returned. */
  readonly signal?: AbortSignal;
  /** Called after each round with its stretch, and with what that took before it was learned, in bits per base. */
  readonly onRound?: (round: number, bitsPerBase: number, stretch: Uint8Array) => void;
}

/**
 * The start. Context models and sure copies are left empty, for they learn in no time; and secondary
 * estimation, which gained nothing (dengue viruses 0.1 % larger with it).
 */
export async function learnPrior(
  lessons: readonly Lesson[],
  options: PriorOptions,
): Promise<Snapshot> {
  const { level, rounds, seed } = options;
  const config = configForLevel(level, STRETCH_BASES);
  const prior = new Prior(config);
  const random = randomNumbers(seed);
  for (let round = 0; round < rounds && !options.signal?.aborted; round++) {
    const stretch = pickStretch(lessons, random);
    let learned: Snapshot | undefined;
    const take = (snapshot: Snapshot): void => void (learned = snapshot);
    const capture = { bases: stretch.length, take };
    const stretchConfig = configForLevel(level, stretch.length);
    const payload = engine.encode(stretchConfig, stretch, { snapshot: prior.snapshot(), capture });
    const share = Math.min(1, 0.2 + stretch.length / STRETCH_BASES);
    prior.move(learned!.parts, share * Math.max(LEAST_STEP, FIRST_STEP / (1 + round / STEP_FADE)));
    options.onRound?.(round, (8 * payload.length) / stretch.length, stretch);
    // Lets the program hear of signals.
    await setImmediate();
  }
  return prior.shrunk();
}

function pickStretch(lessons: readonly Lesson[], random: () => number): Uint8Array {
  const total = lessons.reduce((sum, { weight }) => sum + weight, 0);
  let rest = random() * total;
  const lesson = lessons.find(({ weight }) => (rest -= weight) < 0) ?? lessons.at(-1)!;
  const { bases } = lesson;
  const start = Math.floor(random() * Math.max(1, bases.length - STRETCH_BASES + 1));
  return bases.subarray(start, start + STRETCH_BASES);
}

/** The start, in floating point while it moves. */
class Prior {
  readonly #layouts: readonly (readonly Segment[])[];
  /** By part and segment; empty for parts that are left out. */
  readonly #initial: readonly Float64Array[][];
  readonly #numbers: readonly Float64Array[][];
  readonly #isNetwork: (part: number) => boolean;
  readonly #isFrames: (part: number) => boolean;
  readonly #frameOrders: readonly number[];

  constructor(config: ModelConfig) {
    const layouts = partLayouts(config);
    const firstNetwork = config.orders.length;
    const pool = firstNetwork + config.networks.length;
    const mixer = layouts.length - 1;
    const frames = mixer - 1;
    this.#isFrames = (part) => part === frames;
    this.#frameOrders = config.frames?.orders ?? [];
    this.#isNetwork = (part) => part >= firstNetwork && part < pool;
    this.#layouts = layouts;
    this.#initial = initialParts(config).map((bytesOfPart, part) =>
      this.#isNetwork(part) || part === pool || part === frames || part === mixer
        ? segmentsOf(bytesOfPart(), layouts[part]!)
        : [],
    );
    this.#numbers = this.#initial.map((segments) => segments.map((numbers) => numbers.slice()));
  }

  /** Moves by `step` of the way to what was learned. */
  move(parts: readonly Uint8Array[], step: number): void {
    this.#numbers.forEach((segments, i) => {
      if (segments.length === 0) return;
      segmentsOf(parts[i]!, this.#layouts[i]!).forEach((learned, j) => {
        const own = segments[j]!;
        for (let x = 0; x < own.length; x++) own[x]! += step * (learned[x]! - own[x]!);
      });
    });
  }

  snapshot(): Snapshot {
    return this.#rounded(this.#numbers);
  }

  /** With a part of what the networks learned, and the low orders of the frame model. */
  shrunk(): Snapshot {
    const shrunk = this.#numbers.map((segments, part) => {
      const initial = this.#initial[part]!;
      if (this.#isFrames(part)) {
        // Probabilities and evidence by turns.
        const isKept = (i: number) => this.#frameOrders[i >> 1]! <= MOST_KEPT_ORDER;
        return segments.map((numbers, i) => (isKept(i) ? numbers : initial[i]!));
      }
      if (!this.#isNetwork(part)) return segments;
      return segments.map((numbers, i) =>
        numbers.map((x, at) => initial[i]![at]! + KEPT * (x - initial[i]![at]!)),
      );
    });
    return this.#rounded(shrunk);
  }

  #rounded(numbers: readonly Float64Array[][]): Snapshot {
    const parts = numbers.map((segments, part) => {
      const own = this.#isFrames(part) ? segments.map(withLittleEvidence) : segments;
      return bytesOf(own, this.#layouts[part]!);
    });
    return { bases: EXPERIENCE_BASES, parts };
  }
}

/** Of probabilities and evidence by turns: no more of that than lets a genome of its own be learned soon. */
function withLittleEvidence(numbers: Float64Array, segment: number): Float64Array {
  return segment % 2 === 0 ? numbers : numbers.map((evidence) => Math.min(evidence, MOST_EVIDENCE));
}

function segmentsOf(part: Uint8Array, layout: readonly Segment[]): Float64Array[] {
  let offset = 0;
  return layout.map((segment) => {
    const numbers = readSegment(part, offset, segment);
    offset += numbers.byteLength;
    return Float64Array.from(numbers);
  });
}

/** A mean of numbers in a range is in it too. */
function bytesOf(segments: readonly Float64Array[], layout: readonly Segment[]): Uint8Array {
  const bytes = segments.map((numbers, i) => {
    const rounded = Int32Array.from(numbers, (x) => Math.round(x));
    return layout[i]!.width === 4 ? rounded : Int16Array.from(rounded);
  });
  return new Uint8Array(Buffer.concat(bytes.map(({ buffer }) => new Uint8Array(buffer))));
}

/** Numbers in [0, 1): a linear congruential generator (Numerical Recipes). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
