/**
 * Coders of bases with a model of PMKLC's, a predictor of the user's joined to its experts or not.
 */
import type { BaseCoder, ModelConfig } from '@pmklc/models';
import type { Predictor } from '@pmklc/core';
import { FREQ_BITS } from '@pmklc/core';
import { createEngine } from '@pmklc/engine';
import type { PredictorPlugin } from '../plugin.ts';
import { createReferenceCoder } from './reference-coder.ts';

/** Models in WebAssembly, or the plain TypeScript that defines the result. They make the same archives. */
export type EngineName = 'wasm' | 'reference';

/** Computes PMKLC's models, with the bytes of the reference: `{ create: createReferenceCoder }` is one. */
export interface Engine {
  /**
   * Makes a coder of bases; called once per partition and direction.
   * @param external makes a predictor of the user's, which is one expert more
   */
  create(external?: () => Predictor): BaseCoder<ModelConfig>;
}

/** Coder of an engine. All engines make the same payloads and read those of the others. */
export function createModelCoder(
  engine: EngineName | Engine = 'wasm',
  plugin?: Pick<PredictorPlugin, 'create'>,
): BaseCoder<ModelConfig> {
  const external = plugin && (() => checkedPredictor(plugin.create()));
  if (typeof engine === 'object') return engine.create(external);
  return engine === 'reference' ? createReferenceCoder(external) : createEngine(external);
}

/**
 * Predictor with the same predictions, which are checked. Beside other experts nothing else would notice a broken contract.
 * @throws RangeError (its `predict`) when a frequency is 0 or their sum is wrong
 */
function checkedPredictor(predictor: Predictor): Predictor {
  return {
    predict(out) {
      predictor.predict(out);
      const [a, c, g, t] = out as unknown as [number, number, number, number];
      if (a * c * g * t === 0 || a + c + g + t !== 1 << FREQ_BITS) {
        throw new RangeError(`a predictor gave the frequencies ${a}, ${c}, ${g}, ${t}`);
      }
    },
    update: (base) => predictor.update(base),
  };
}
