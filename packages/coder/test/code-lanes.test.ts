import { decodeLanesInSteps, encodeBases, encodeLanesInSteps } from '@pmklc/coder';
import {
  finishSteps,
  joinStreams,
  PmklcError,
  splitStreams,
  type Frequencies,
  type LanePredictor,
} from '@pmklc/core';
import { randomBases } from '@pmklc/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';

/** Counts of the bases of all lanes so far, plus 1; notes in which order it is called. */
class OrderZero implements LanePredictor {
  readonly calls: string[] = [];
  readonly #counts = Uint32Array.of(1, 1, 1, 1);

  predictLane(lane: number, out: Frequencies): void {
    this.calls.push(`predict ${lane}`);
    const sum = this.#counts.reduce((total, count) => total + count);
    for (let b = 0; b < 3; b++) out[b] = 1 + Math.floor((this.#counts[b]! * 65532) / sum);
    out[3] = 65536 - out[0]! - out[1]! - out[2]!;
  }

  learnStep(bases: Uint8Array): void {
    this.calls.push(`learn ${bases.length}`);
    for (const base of bases) this.#counts[base]!++;
  }
}

const encode = (bases: Uint8Array, lanes: number, predictor = new OrderZero()): Uint8Array =>
  finishSteps(encodeLanesInSteps(predictor, bases, lanes));
const decode = (payload: Uint8Array, length: number, lanes: number, wanted = length): Uint8Array =>
  finishSteps(decodeLanesInSteps(new OrderZero(), payload, length, { lanes, wanted }));

function codeOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof PmklcError) return error.code;
    throw error;
  }
  return 'no error';
}

test('every lane is predicted before any is learned, the longer ones once more', () => {
  const encoder = new OrderZero();
  encode(randomBases(3 * 1024 + 2), 3, encoder);
  const step = ['predict 0', 'predict 1', 'predict 2', 'learn 3'];
  expect(encoder.calls.slice(0, 8)).toEqual([...step, ...step]);
  expect(encoder.calls.slice(-7)).toEqual([...step, 'predict 0', 'predict 1', 'learn 2']);
});

test('one lane is one sequence', () => {
  const bases = randomBases(5000);
  const predictor = new OrderZero();
  const alone = {
    predict: (out: Frequencies): void => predictor.predictLane(0, out),
    update: (base: number): void => predictor.learnStep(Uint8Array.of(base)),
  };
  expect(encode(bases, 1)).toEqual(encodeBases(alone, bases));
});

test.each([1, 2, 3, 4, 5, 6, 7, 64])(
  'round trip in %d lanes, of lengths that do not divide',
  (lanes) => {
    for (const more of [0, 1, lanes - 1]) {
      const bases = randomBases(1024 * lanes + more);
      const decoded = decode(encode(bases, lanes), bases.length, lanes);
      expect(Buffer.compare(decoded, bases)).toBe(0);
    }
  },
);

test('streams come out as they went in, empty ones too', () => {
  const streams = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(streams, (parts) => {
      const found = splitStreams(joinStreams(parts), parts.length);
      expect(found.map((part) => [...part])).toEqual(parts.map((part) => [...part]));
    }),
  );
});

/** More bytes than a decoder looks ahead, and may miss. */
const SOME_BYTES = 16;

test('a payload that lacks some bytes is refused, wherever it ends', () => {
  const bases = randomBases(3 * 1024);
  const payload = encode(bases, 3);
  for (let end = payload.length - SOME_BYTES; end >= 0; end -= 7) {
    const code = codeOf(() => decode(payload.subarray(0, end), bases.length, 3));
    expect(['truncated', 'corrupt']).toContain(code);
  }
});

test('some bytes behind the last stream are corrupt', () => {
  const payload = encode(randomBases(2048), 2);
  expect(codeOf(() => decode(Buffer.concat([payload, Buffer.alloc(SOME_BYTES)]), 2048, 2))).toBe(
    'corrupt',
  );
});

test('sizes beyond the payload are truncated', () => {
  expect(codeOf(() => decode(Uint8Array.of(200, 1, 0), 2048, 2))).toBe('truncated');
});

test('a stream too short for its bases is truncated, before any is decoded', () => {
  // Sizes 0 and the rest: 2^21 bases cannot be in 8 missing bytes.
  expect(codeOf(() => decode(new Uint8Array(20_000), 2 ** 22, 2))).toBe('truncated');
});

test('more lanes than a thousandth of the bases are corrupt to the decoder, a bad call to the encoder', () => {
  expect(codeOf(() => decode(new Uint8Array(100), 2047, 2))).toBe('corrupt');
  expect(() => encode(randomBases(2047), 2)).toThrow(RangeError);
});

test('as many of the first bases as are wanted come, from as few steps', () => {
  const bases = randomBases(4097);
  const payload = encode(bases, 2);
  for (const wanted of [0, 1, 2000, 2049, 2050, 4096, 4097]) {
    expect(Buffer.compare(decode(payload, 4097, 2, wanted), bases.subarray(0, wanted))).toBe(0);
  }
});
