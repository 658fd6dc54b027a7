/**
 * Networks and sequences that the suites of training share.
 */
import type { Base } from '@pmklc/core';
import {
  BaseHistory,
  FrozenNetwork,
  tokensOf,
  type NetworkShape,
  type NetworkWeights,
} from '@pmklc/models';

export const SHAPE: NetworkShape = {
  hidden: 16,
  views: [
    { stride: 1, k: 2, count: 3 },
    { stride: 3, k: 3, count: 4 },
  ],
};

/** Pseudo-random numbers in [0, 1). */
export function randomNumbers(seed: number): () => number {
  let x = seed;
  return () => {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
    return x / 2 ** 32;
  };
}

export function randomBases(length: number, seed = 1): Uint8Array {
  const next = randomNumbers(seed);
  return Uint8Array.from({ length }, () => 4 * next());
}

/** Weights drawn from the whole range, `share` of them from its ends. */
export function randomWeights(shape: NetworkShape, seed: number, share: number): NetworkWeights {
  const next = randomNumbers(seed);
  const draw = (low: number, high: number, count: number) =>
    Int16Array.from({ length: count }, () => {
      if (next() < share) return next() < 0.5 ? low : high;
      return Math.round(low + next() * (high - low));
    });
  return {
    shape,
    rows: draw(-32768, 32767, tokensOf(shape) * shape.hidden),
    bias: draw(-32768, 32767, shape.hidden),
    outputs: draw(-16383, 16383, 4 * shape.hidden),
    outputBiases: draw(-4095, 4095, 4),
  };
}

/** What a frozen network says at each position: logits, [position][base]. */
export function frozenLogits(weights: NetworkWeights, bases: Uint8Array): Int32Array {
  const history = new BaseHistory();
  const network = new FrozenNetwork(history, weights);
  const logits = new Int32Array(4 * bases.length);
  bases.forEach((base, i) => {
    network.predict();
    logits.set(network.logits, 4 * i);
    history.append(base as Base);
    network.learn();
  });
  return logits;
}

/** The tokens that a network of the shape uses at each position: [row][position]. */
export function tokensAt({ views }: NetworkShape, bases: Uint8Array): Int32Array[] {
  let first = 0;
  return views.flatMap(({ stride, k, count }) =>
    Array.from({ length: count }, (_, row) => {
      const tokens = Int32Array.from(bases, (_, position) => {
        let token = 0;
        const end = position - row * stride;
        for (let i = end - k; i < end; i++) token = 4 * token + (bases[i] ?? 0);
        return first + token;
      });
      first += 4 ** k;
      return tokens;
    }),
  );
}

/** Mean cost of the bases in bits, by the logits of a network. */
export function bitsPerBase(logits: Int32Array, bases: Uint8Array): number {
  let sum = 0;
  bases.forEach((base, i) => {
    const powers = Array.from(logits.subarray(4 * i, 4 * i + 4), (x) => Math.exp(x / 1024));
    sum -= Math.log2(powers[base] / powers.reduce((a, b) => a + b));
  });
  return sum / bases.length;
}
