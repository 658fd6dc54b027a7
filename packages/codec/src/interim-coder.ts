/**
 * A stand-in for @pmklc/engine: one context of fixed order, whatever the configuration. To be
 * replaced by it; archives made with it are not part of any format.
 */
import type { Base, BaseCoder, Frequencies, ModelConfig, Predictor, Progress } from '@pmklc/core';
import { FREQ_BITS } from '@pmklc/core';
import { decodeBases, encodeBases } from '@pmklc/coder';
import { reportingPredictor } from './reporting-predictor.ts';

const ORDER = 8;
const LIMIT = 4096;

class OrderK implements Predictor {
  readonly #counts = new Uint16Array(4 ** (ORDER + 1)).fill(1);
  #context = 0;

  predict(out: Frequencies): void {
    const at = this.#context * 4;
    const [a, c, g, t] = this.#counts.subarray(at, at + 4);
    const sum = a! + c! + g! + t!;
    const scale = (1 << FREQ_BITS) - 4;
    out[0] = 1 + Math.floor((a! * scale) / sum);
    out[1] = 1 + Math.floor((c! * scale) / sum);
    out[2] = 1 + Math.floor((g! * scale) / sum);
    out[3] = (1 << FREQ_BITS) - out[0]! - out[1]! - out[2]!;
  }

  update(base: Base): void {
    const counts = this.#counts;
    const at = this.#context * 4;
    counts[at + base]! += 16;
    if (counts[at + base]! > LIMIT) {
      for (let b = 0; b < 4; b++) counts[at + b] = (counts[at + b]! + 1) >>> 1;
    }
    this.#context = ((this.#context << 2) | base) & (4 ** ORDER - 1);
  }
}

const create = (progress?: Progress) => reportingPredictor(new OrderK(), progress);

export const engine: BaseCoder<ModelConfig> = {
  encode: (_, bases, progress) => encodeBases(create(progress), bases),
  decode: (_, payload, length, progress) => decodeBases(create(progress), payload, length),
};
