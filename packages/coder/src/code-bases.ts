/**
 * Codes bases with any `Predictor`. Encoder and decoder share one loop, so they cannot drift apart.
 */
import type { Base, Frequencies, Predictor } from '@pmklc/core';
import { checkBytes, FREQ_BITS, PmklcError } from '@pmklc/core';
import { MAX_MISSING_BYTES } from './limits.ts';
import { RangeDecoder } from './range-decoder.ts';
import { RangeEncoder } from './range-encoder.ts';

/**
 * More bases than any byte of payload can hold: the likeliest base has at most frequency
 * 65533 of 65536, so it takes 6.6e-5 bits and a byte holds 121,143 of them.
 */
const MAX_BASES_PER_BYTE = 2 ** 17;

/**
 * Predicts and codes every base.
 *
 * @param predictor in its initial state; afterwards it has learned all of `bases`
 * @param bases one a byte, 0..3
 * @returns the payload; the number of bases is not in it
 * @throws RangeError when a base is not in 0..3, or the predictor breaks its contract
 */
export function encodeBases(predictor: Predictor, bases: Uint8Array): Uint8Array {
  checkBytes('bases', bases);
  const encoder = new RangeEncoder();
  drive(predictor, bases.length, (freq, i) => {
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
 * @param isPrefix whether the payload may hold more bases, which are then left out
 * @returns one base a byte
 * @throws PmklcError `truncated` when the payload is too short for so many bases,
 *   `corrupt` when it is too long
 * @throws RangeError when `length` is not an integer >= 0, or the predictor breaks its contract
 */
export function decodeBases(
  predictor: Predictor,
  payload: Uint8Array,
  length: number,
  isPrefix = false,
): Uint8Array {
  checkLength(payload, length);
  const decoder = new RangeDecoder(payload);
  const bases = new Uint8Array(length);
  drive(predictor, length, (freq, i) => {
    const target = decoder.target(FREQ_BITS);
    const base = locate(freq, target);
    decoder.consume(startOf(freq, base), freq[base]!, FREQ_BITS);
    bases[i] = base;
    return base;
  });
  if (!isPrefix) decoder.finish();
  return bases;
}

/** The one prediction path. */
function drive(
  predictor: Predictor,
  length: number,
  code: (freq: Frequencies, i: number) => Base,
): void {
  const freq = new Uint32Array(4);
  for (let i = 0; i < length; i++) {
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
