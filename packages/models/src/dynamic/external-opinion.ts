/**
 * A predictor of the caller's as one more opinion for the mixer.
 */
import { ln16, type Base, type Predictor } from '@pmklc/core';
import type { Opinion } from '../expert.ts';

/** Asks and tells the predictor about every base, on the shortcut too: it may rely on the alternation. */
export class ExternalOpinion implements Opinion {
  readonly confidence = 0;
  readonly #predictor: Predictor;
  readonly #frequencies = new Uint32Array(4);
  readonly #logits = new Int32Array(4);

  constructor(predictor: Predictor) {
    this.#predictor = predictor;
  }

  /** Logits of its last forecast, Q10. */
  get logits(): Int32Array {
    for (let b = 0; b < 4; b++) this.#logits[b] = ln16(Math.min(this.#frequencies[b], 65535));
    return this.#logits;
  }

  /** Forecasts the next base. */
  predict(): void {
    this.#predictor.predict(this.#frequencies);
  }

  /** Tells it the base. */
  update(base: Base): void {
    this.#predictor.update(base);
  }
}
