/**
 * `--predictor FILE.js`: a predictor of the user's own, from a module.
 */
import { pathToFileURL } from 'node:url';
import type { PredictorPlugin } from '@pmklc/codec';
import { loadPredictor } from '@pmklc/parallel';
import { describeError, UsageError } from '../messages/errors.ts';

/** A predictor, and the URL from which workers load it, too. */
export interface LoadedPlugin {
  readonly predictor: PredictorPlugin;
  readonly predictorModule: string;
}

/**
 * Imports the module, which runs its code.
 * @throws UsageError when it cannot be imported or has no predictor
 */
export async function loadPlugin(path: string): Promise<LoadedPlugin> {
  const predictorModule = pathToFileURL(path).href;
  try {
    return { predictor: await loadPredictor(predictorModule), predictorModule };
  } catch (cause) {
    throw new UsageError(`--predictor ${path} cannot be used: ${describeError(cause)}`, { cause });
  }
}
