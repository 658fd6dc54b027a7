/**
 * Learning of the state that the model of a level should start from, so that it learns any genome fast.
 *
 * A model that has simply learned many genomes is a worse start than none: HePy +0.6 %, chloroplast
 * +0.4 %, because what it learned last stands in its way. So it learns a short stretch of one genome at a time,
 * each time from the same start, and the start moves a little towards what was learned (Reptile: Nichol, Achiam and
 * Schulman 2018). What of it is kept, and what that is worth, is said by each expert.
 */
import { checkBytes, concatBytes, nextTurn } from '@pmklc/core';
import {
  configForLevel,
  partsOf,
  readSegment,
  type BaseCoder,
  type ModelConfig,
  type Part,
  type Segment,
  type Snapshot,
} from '@pmklc/models';
import { initialParts } from '../pack/initial-parts.ts';
import { PackedBases } from '../pack/packed-bases.ts';

/** Bases of a stretch, and as how many learned ones the start counts for the learning rates. */
const STRETCH_BASES = 300_000;
const EXPERIENCE_BASES = 100_000;
/** How far the start moves: half of the way at first, then less and less. */
const FIRST_STEP = 0.5;
const LEAST_STEP = 0.04;
const STEP_FADE = 6;
/** A genome to learn from. */
export interface Lesson {
  /** 0..3, one a byte, or packed. */
  readonly bases: Uint8Array | PackedBases;
  /** How often it is chosen, compared with the others. */
  readonly weight: number;
}

/** Options of learning: the level, for how long, and with which engine. */
export interface PriorOptions {
  /** Engine that learns: with any the result is the same. */
  readonly engine: BaseCoder<ModelConfig>;
  /** 1..9 */
  readonly level: number;
  /** How many ranges to learn, one after the other. */
  readonly rounds: number;
  /** Equal seeds give equal results. */
  readonly seed: number;
  /** Ends the work after the round that is being learned; what was learned so far is returned. */
  readonly signal?: AbortSignal;
  /** Called after each round with its stretch, and with what that took before it was learned, in bits per base. */
  readonly onRound?: (round: number, bitsPerBase: number, stretch: Uint8Array) => void;
}

/** The start: what the experts say that static knowledge keeps (`Prior`), the rest as it is initially. */
export async function learnPrior(
  lessons: readonly Lesson[],
  options: PriorOptions,
): Promise<Snapshot> {
  for (const { bases } of lessons) if (!(bases instanceof PackedBases)) checkBytes('bases', bases);
  const { engine, level, rounds, seed } = options;
  const config = configForLevel(level, STRETCH_BASES);
  const start = new Start(config, engine);
  const random = randomNumbers(seed);
  for (let round = 0; round < rounds && !options.signal?.aborted; round++) {
    const stretch = pickStretch(lessons, random);
    let learned: Snapshot | undefined;
    const take = (snapshot: Snapshot): void => void (learned = snapshot);
    const capture = { bases: stretch.length, take };
    const stretchConfig = configForLevel(level, stretch.length);
    const payload = engine.encode(stretchConfig, stretch, { snapshot: start.snapshot(), capture });
    const share = Math.min(1, 0.2 + stretch.length / STRETCH_BASES);
    start.move(learned!.parts, share * Math.max(LEAST_STEP, FIRST_STEP / (1 + round / STEP_FADE)));
    options.onRound?.(round, (8 * payload.length) / stretch.length, stretch);
    // Lets the program hear of signals.
    await nextTurn();
  }
  return start.shrunk();
}

function pickStretch(lessons: readonly Lesson[], random: () => number): Uint8Array {
  const total = lessons.reduce((sum, { weight }) => sum + weight, 0);
  let rest = random() * total;
  const lesson = lessons.find(({ weight }) => (rest -= weight) < 0) ?? lessons.at(-1)!;
  const { bases } = lesson;
  const start = Math.floor(random() * Math.max(1, bases.length - STRETCH_BASES + 1));
  const end = start + STRETCH_BASES;
  return bases instanceof PackedBases ? bases.slice(start, end) : bases.subarray(start, end);
}

/** The start, in floating point while it moves. */
class Start {
  readonly #parts: readonly Part[];
  /** Numbers before learning, by part and segment; empty for parts of which nothing is kept. */
  readonly #initial: readonly Float64Array[][];
  readonly #numbers: readonly Float64Array[][];

  constructor(config: ModelConfig, engine: BaseCoder<ModelConfig>) {
    this.#parts = partsOf(config);
    const initial = initialParts(config, engine);
    this.#initial = this.#parts.map(({ segments }, i) =>
      segments.some(({ prior }) => prior) ? segmentsOf(initial[i]!(), segments) : [],
    );
    this.#numbers = this.#initial.map((segments) => segments.map((numbers) => numbers.slice()));
  }

  /** Moves by `step` of the way to what was learned. */
  move(learnedParts: readonly Uint8Array[], step: number): void {
    this.#numbers.forEach((segments, i) => {
      if (segments.length === 0) return;
      segmentsOf(learnedParts[i]!, this.#parts[i]!.segments).forEach((learned, j) => {
        const own = segments[j]!;
        for (let x = 0; x < own.length; x++) own[x]! += step * (learned[x]! - own[x]!);
      });
    });
  }

  snapshot(): Snapshot {
    return this.#rounded(this.#numbers);
  }

  /** The start with as much of what was learned as static knowledge keeps. */
  shrunk(): Snapshot {
    const shrunk = this.#numbers.map((segments, part) =>
      segments.map((numbers, i) => {
        const initial = this.#initial[part]![i]!;
        const { share } = this.#parts[part]!.segments[i]!.prior!;
        if (share === 1) return numbers;
        return numbers.map((x, at) => initial[at]! + share * (x - initial[at]!));
      }),
    );
    return this.#rounded(shrunk);
  }

  #rounded(numbers: readonly Float64Array[][]): Snapshot {
    const parts = numbers.map((segments, part) => {
      const layout = this.#parts[part]!.segments;
      const limited = segments.map((numbers, i) => {
        const most = layout[i]!.prior?.most ?? Infinity;
        return most === Infinity ? numbers : numbers.map((x) => Math.min(x, most));
      });
      return bytesOf(limited, layout);
    });
    return { bases: EXPERIENCE_BASES, parts };
  }
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
  return concatBytes(bytes.map(({ buffer }) => new Uint8Array(buffer)));
}

/** Numbers in [0, 1): a linear congruential generator (Numerical Recipes). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
