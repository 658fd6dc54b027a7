/**
 * Codes bases with any `Predictor`, in one lane.
 */
import type { Base, LanePredictor, Predictor, Steps } from '@pmklc/core';
import { finishSteps } from '@pmklc/core';
import { decodeLanesInSteps, encodeLanesInSteps } from './code-lanes.ts';

/**
 * Predicts and codes every base.
 *
 * @param predictor in its initial state; afterwards it has learned all of `bases`
 * @param bases one a byte, 0..3
 * @returns the payload; the number of bases is not in it
 * @throws RangeError when a base is not in 0..3, or the predictor breaks its contract
 */
export function encodeBases(predictor: Predictor, bases: Uint8Array): Uint8Array {
  return finishSteps(encodeBasesInSteps(predictor, bases));
}

/** Encodes as `encodeBases` does, in steps of 4,096 bases. */
export function encodeBasesInSteps(predictor: Predictor, bases: Uint8Array): Steps<Uint8Array> {
  return encodeLanesInSteps(inOneLane(predictor), bases);
}

/**
 * Reads back what `encodeBases` coded with an equal predictor in the same initial state.
 *
 * @param predictor in its initial state; afterwards it has learned the result
 * @param payload from `encodeBases`; it need not be trusted
 * @param length how many bases; bound it before, since as many bytes are allocated
 * @param mayHoldMore whether the payload may hold more bases, which are then left out
 * @returns one base a byte
 * @throws PmklcError `truncated` when the payload is too short for so many bases,
 *   `corrupt` when it is too long
 * @throws RangeError when `length` is not an integer >= 0, or the predictor breaks its contract
 */
export function decodeBases(
  predictor: Predictor,
  payload: Uint8Array,
  length: number,
  mayHoldMore = false,
): Uint8Array {
  return finishSteps(decodeBasesInSteps(predictor, payload, length, mayHoldMore));
}

/** Decodes as `decodeBases` does, in steps of 4,096 bases. */
export function decodeBasesInSteps(
  predictor: Predictor,
  payload: Uint8Array,
  length: number,
  mayHoldMore = false,
): Steps<Uint8Array> {
  return decodeLanesInSteps(inOneLane(predictor), payload, length, { mayHoldMore });
}

/** A predictor of one sequence as one of lanes, of which there is one. */
function inOneLane(predictor: Predictor): LanePredictor {
  return {
    predictLane: (_, out) => predictor.predict(out),
    learnStep: (bases) => predictor.update(bases[0]! as Base),
  };
}
