/**
 * Random static networks, and what a network says of a sequence. Types are structural: this package imports none.
 */
import { randomNumbers } from './random.ts';

/** The shape of a network: rows of (s,k)-mer tokens, and hidden units. */
export interface Shape {
  readonly hidden: number;
  readonly views: readonly {
    readonly stride: number;
    readonly k: number;
    readonly count: number;
  }[];
}

/** A network small enough for every suite. */
export const SHAPE: Shape = {
  hidden: 16,
  views: [
    { stride: 1, k: 2, count: 3 },
    { stride: 3, k: 3, count: 4 },
  ],
};

/** Weights drawn from the whole range, `share` of them from its ends. */
export function randomWeights<S extends Shape>(shape: S, seed: number, share: number) {
  const next = randomNumbers(seed);
  const draw = (low: number, high: number, count: number) =>
    Int16Array.from({ length: count }, () => {
      if (next() < share) return next() < 0.5 ? low : high;
      return Math.round(low + next() * (high - low));
    });
  const tokens = shape.views.reduce((sum, { k, count }) => sum + count * 4 ** k, 0);
  return {
    shape,
    rows: draw(-32768, 32767, tokens * shape.hidden),
    bias: draw(-32768, 32767, shape.hidden),
    outputs: draw(-16383, 16383, 4 * shape.hidden),
    outputBiases: draw(-4095, 4095, 4),
  };
}

/** A model that forecasts from a history that somebody keeps. */
interface Forecaster {
  readonly logits: Int32Array;
  predict(): void;
  learn(): void;
}

/** Logits of a frozen network, which reads `history`, at each position: [position][base]. */
export function logitsAt<B extends number>(
  network: Forecaster,
  history: { append(base: B): void },
  bases: Uint8Array,
): Int32Array {
  const logits = new Int32Array(4 * bases.length);
  bases.forEach((base, i) => {
    network.predict();
    logits.set(network.logits, 4 * i);
    history.append(base as B);
    network.learn();
  });
  return logits;
}

/** The tokens that a network of the shape uses at each position: [row][position]. */
export function tokensAt({ views }: Shape, bases: Uint8Array): Int32Array[] {
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
    sum -= Math.log2(powers[base]! / powers.reduce((a, b) => a + b));
  });
  return sum / bases.length;
}
