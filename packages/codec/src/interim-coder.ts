/**
 * A stand-in for the model of @pmklc/core and the coder of @pmklc/engine, under the same names: one
 * context of fixed order. To be replaced by them; archives made with it are not part of any format.
 */
import type { Base, BaseCoder, Frequencies, Predictor } from '@pmklc/core';
import { FREQ_BITS, PmklcError } from '@pmklc/core';
import { decodeBases, encodeBases } from '@pmklc/coder';

export interface ModelConfig {
  /** Bases of context. */
  readonly order: number;
}

export function configForLevel(level: number): ModelConfig {
  return { order: level < 3 ? 2 : 8 };
}

export function encodeConfig(config: ModelConfig): Uint8Array {
  return Uint8Array.of(config.order);
}

export function decodeConfig(bytes: Uint8Array): ModelConfig {
  if (bytes.length !== 1 || bytes[0]! > 8)
    throw new PmklcError('corrupt', 'no model configuration');
  return { order: bytes[0]! };
}

export function memoryBytes(config: ModelConfig, baseCount: number): number {
  return 4 ** (config.order + 1) * 2 + 0 * baseCount;
}

/** Calls `progress` every so many bases. */
const REPORT_BASES = 1 << 16;
const LIMIT = 4096;

class OrderK implements Predictor {
  readonly #counts: Uint16Array;
  readonly #mask: number;
  readonly #progress: ((basesDone: number) => void) | undefined;
  #context = 0;
  #done = 0;

  constructor({ order }: ModelConfig, progress?: (basesDone: number) => void) {
    this.#counts = new Uint16Array(4 ** (order + 1)).fill(1);
    this.#mask = 4 ** order - 1;
    this.#progress = progress;
  }

  predict(out: Frequencies): void {
    const at = this.#context * 4;
    const [a, c, g, t] = this.#counts.subarray(at, at + 4) as unknown as number[];
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
    this.#context = ((this.#context << 2) | base) & this.#mask;
    if (++this.#done % REPORT_BASES === 0) this.#progress?.(this.#done);
  }
}

export const engine: BaseCoder<ModelConfig> = {
  encode: (config, bases, progress) => encodeBases(new OrderK(config, progress), bases),
  decode: (config, payload, length, progress) =>
    decodeBases(new OrderK(config, progress), payload, length),
};
