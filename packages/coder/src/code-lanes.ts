/**
 * Codes the bases of lanes that advance together, a base of each a step. Encoder and decoder share one loop, so they cannot drift apart.
 */
import type { Base, Frequencies, LanePredictor, Steps } from '@pmklc/core';
import {
  checkBytes,
  FREQ_BITS,
  joinStreams,
  LaneLayout,
  mostLanes,
  PmklcError,
  splitStreams,
} from '@pmklc/core';
import { MAX_MISSING_BYTES } from './limits.ts';
import { RangeDecoder } from './range-decoder.ts';
import { RangeEncoder } from './range-encoder.ts';

/**
 * More bases than any byte of payload can hold: the likeliest base has at most frequency
 * 65533 of 65536, so it takes 6.6e-5 bits and a byte holds 121,143 of them.
 */
const MAX_BASES_PER_BYTE = 2 ** 17;

/** Bases of a step of the work: the reference of a large model takes a tenth of a second for them. */
const STEP_BASES = 2 ** 12;

/**
 * Predicts and codes every base of every lane.
 *
 * @param predictor in its initial state; afterwards it has learned all of `bases`
 * @param bases of all lanes, one lane behind the other; one a byte, 0..3
 * @param lanes their number, 1 .. max(1, bases / 1024)
 * @returns the payload; the numbers of bases and of lanes are not in it
 * @throws RangeError when a base is not in 0..3, there are too many lanes, or the predictor breaks its contract
 */
export function* encodeLanesInSteps(
  predictor: LanePredictor,
  bases: Uint8Array,
  lanes = 1,
): Steps<Uint8Array> {
  checkBytes('bases', bases);
  const layout = new LaneLayout(bases.length, lanes);
  const encoders = Array.from({ length: lanes }, () => new RangeEncoder());
  yield* drive(predictor, layout, layout.steps, (freq, lane, i) => {
    const base = bases[i]!;
    if (base > 3) throw new RangeError(`a base must be in 0..3, got ${base} at ${i}`);
    encoders[lane]!.encode(startOf(freq, base), freq[base]!, FREQ_BITS);
    return base as Base;
  });
  return joinStreams(encoders.map((encoder) => encoder.finish()));
}

/** Options of decoding. */
export interface DecodeLanesOptions {
  /** Number of lanes, at least 1, as given to `encodeLanesInSteps`; it need not be trusted. Default 1. */
  readonly lanes?: number | undefined;
  /** Bases wanted, from the first one on, at most `length`; the others are left out. Default all. */
  readonly wanted?: number | undefined;
  /** Whether the payload, of one lane, may hold more than `length` bases, which are then left out. Default false. */
  readonly mayHoldMore?: boolean | undefined;
}

/**
 * Reads back what `encodeLanesInSteps` coded with an equal predictor in the same initial state.
 *
 * @param predictor in its initial state; afterwards it has learned the result
 * @param payload from `encodeLanesInSteps`; it need not be trusted
 * @param length how many bases in all lanes; bound it before, since as many bytes are allocated
 * @returns the bases wanted, one a byte
 * @throws PmklcError `truncated` when the payload is too short for so many bases,
 *   `corrupt` when it is too long, or there are too many lanes
 * @throws RangeError when `length` is not an integer >= 0, or the predictor breaks its contract
 */
export function* decodeLanesInSteps(
  predictor: LanePredictor,
  payload: Uint8Array,
  length: number,
  { lanes = 1, wanted = length, mayHoldMore = false }: DecodeLanesOptions = {},
): Steps<Uint8Array> {
  const decoders = streamsOf(payload, length, lanes).map((stream) => new RangeDecoder(stream));
  const layout = new LaneLayout(length, lanes);
  // All of the first bases are in the first lane, unless that is too short.
  const steps = Math.min(wanted, layout.steps);
  const bases = new Uint8Array(lanes === 1 ? steps : length);
  yield* drive(predictor, layout, steps, (freq, lane, i) => {
    const decoder = decoders[lane]!;
    const target = decoder.target(FREQ_BITS);
    const base = locate(freq, target);
    decoder.consume(startOf(freq, base), freq[base]!, FREQ_BITS);
    bases[i] = base;
    return base;
  });
  if (steps === layout.steps && !mayHoldMore) for (const decoder of decoders) decoder.finish();
  return bases.slice(0, wanted);
}

/** Codes a base of a lane, number `i` of all. */
type CodeBase = (freq: Frequencies, lane: number, i: number) => Base;

/** The one prediction path, of so many steps of lanes, in steps of the work. */
function* drive(
  predictor: LanePredictor,
  layout: LaneLayout,
  steps: number,
  code: CodeBase,
): Steps<void> {
  const freq = new Uint32Array(4);
  const newest = new Uint8Array(layout.lanes);
  const starts = Array.from({ length: layout.lanes }, (_, lane) => layout.start(lane));
  const count = Math.max(Math.floor(STEP_BASES / layout.lanes), 1);
  for (let step = 0; step < steps;) {
    const end = Math.min(step + count, steps);
    for (; step < end; step++) driveStep(step, layout.lanesAt(step));
    yield;
  }

  function driveStep(step: number, lanes: number): void {
    for (let lane = 0; lane < lanes; lane++) {
      predictor.predictLane(lane, freq);
      newest[lane] = code(freq, lane, starts[lane]! + step);
    }
    predictor.learnStep(lanes === newest.length ? newest : newest.subarray(0, lanes));
  }
}

function startOf(freq: Frequencies, base: number): number {
  let start = 0;
  for (let b = 0; b < base; b++) start += freq[b]!;
  return start;
}

function locate(freq: Frequencies, target: number): Base {
  let end = freq[0]!;
  let base = 0;
  while (base < 3 && target >= end) end += freq[++base]!;
  return base as Base;
}

/**
 * The streams of lanes, once it is sure that they may hold so many bases: parameters and errors as of `decodeLanesInSteps`. A model of
 * many lanes takes memory, so look before one is made.
 */
export function streamsOf(payload: Uint8Array, length: number, lanes: number): Uint8Array[] {
  checkBytes('payload', payload);
  if (!Number.isSafeInteger(length) || length < 0) {
    throw new RangeError(`length must be an integer >= 0, got ${length}`);
  }
  if (lanes > mostLanes(length))
    throw new PmklcError('corrupt', `${length} bases in ${lanes} lanes`);
  const layout = new LaneLayout(length, lanes);
  const streams = splitStreams(payload, lanes);
  streams.forEach((stream, lane) => checkLength(stream, layout.length(lane)));
  return streams;
}

/** A tiny payload must not make the decoder allocate or run for ever. */
function checkLength({ length: bytes }: Uint8Array, length: number): void {
  if (length > (bytes + MAX_MISSING_BYTES) * MAX_BASES_PER_BYTE) {
    throw new PmklcError('truncated', `${bytes} bytes cannot hold ${length} bases`);
  }
}
