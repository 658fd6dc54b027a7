/**
 * Predictors of the user's own, from a module.
 */
import type { PredictorPlugin } from '@pmklc/codec';
import { wrongKind } from '@pmklc/core';

/**
 * Imports a module, which runs its code, and takes its export `predictor`.
 *
 * @param url of the module, such as `pathToFileURL(path).href`
 * @throws TypeError when the export is missing or is no `PredictorPlugin`; whatever the module throws
 */
export async function loadPredictor(url: string): Promise<PredictorPlugin> {
  if (typeof url !== 'string') throw wrongKind('url', 'a string', url);
  const { predictor } = (await import(url)) as { predictor?: unknown };
  if (!isPlugin(predictor)) {
    throw new TypeError(
      `the module does not export "predictor" with a string id, a string hash and create(): ${url}`,
    );
  }
  return predictor;
}

function isPlugin(value: unknown): value is PredictorPlugin {
  if (typeof value !== 'object' || value === null) return false;
  const { id, hash, create } = value as Partial<PredictorPlugin>;
  return typeof id === 'string' && typeof hash === 'string' && typeof create === 'function';
}
