/**
 * Codes bases with any `Predictor`. Encoder and decoder share one loop, so they cannot drift apart.
 */
import type { Base, Frequencies, Predictor, Steps } from '@pmklc/core';
import { checkBytes, finishSteps, FREQ_BITS, PmklcError } from '@pmklc/core';
import { MAX_MISSING_BYTES } from './limits.ts';
import { RangeDecoder } from './range-decoder.ts';
import { RangeEncoder } from './range-encoder.ts';

/**
 * More bases than any byte of payload can hold: the likeliest base has at most frequency
 * 65533 of 65536, so it takes 6.6e-5 bits and a byte holds 121,143 of them.
 */
const MAX_BASES_PER_BYTE = 2 ** 17;

/** Bases of a step: the reference of a large model takes a tenth of a second for them. */
const STEP_BASES = 2 ** 12;

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
export function* encodeBasesInSteps(predictor: Predictor, bases: Uint8Array): Steps<Uint8Array> {
  checkBytes('bases', bases);
  const encoder = new RangeEncoder();
  yield* drive(predictor, bases.length, (freq, i) => {
    const base = bases[i]!;
    if (base > 3) throw new RangeError(`a base must be in 0..3, got ${base} at ${i}`);
    encoder.encode(startOf(freq, base), freq[base]!, FREQ_BITS);
    return base as Base;
  });
  return encoder.finish();
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
export function* decodeBasesInSteps(
  predictor: Predictor,
  payload: Uint8Array,
  length: number,
  mayHoldMore = false,
): Steps<Uint8Array> {
  checkLength(payload, length);
  const decoder = new RangeDecoder(payload);
  const bases = new Uint8Array(length);
  yield* drive(predictor, length, (freq, i) => {
    const target = decoder.target(FREQ_BITS);
    const base = locate(freq, target);
    decoder.consume(startOf(freq, base), freq[base]!, FREQ_BITS);
    bases[i] = base;
    return base;
  });
  if (!mayHoldMore) decoder.finish();
  return bases;
}

type CodeBase = (freq: Frequencies, i: number) => Base;

/** The one prediction path, in steps. */
function* drive(predictor: Predictor, length: number, code: CodeBase): Steps<void> {
  const freq = new Uint32Array(4);
  for (let done = 0; done < length; done += STEP_BASES) {
    driveStep(predictor, freq, done, Math.min(done + STEP_BASES, length), code);
    yield;
  }
}

function driveStep(
  predictor: Predictor,
  freq: Frequencies,
  start: number,
  end: number,
  code: CodeBase,
): void {
  for (let i = start; i < end; i++) {
    predictor.predict(freq);
    predictor.update(code(freq, i));
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

/** A tiny payload must not make the decoder allocate or run for ever. */
function checkLength(payload: Uint8Array, length: number): void {
  checkBytes('payload', payload);
  if (!Number.isSafeInteger(length) || length < 0) {
    throw new RangeError(`length must be an integer >= 0, got ${length}`);
  }
  if (length > (payload.length + MAX_MISSING_BYTES) * MAX_BASES_PER_BYTE) {
    throw new PmklcError('truncated', `${payload.length} bytes cannot hold ${length} bases`);
  }
}
