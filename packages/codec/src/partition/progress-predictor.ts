/**
 * Counts the bases that pass a predictor.
 */
import type { Predictor } from '@pmklc/core';
import type { Progress } from '@pmklc/models';

/** Bases between two reports. */
const REPORT_BASES = 2 ** 15;

/** Predictor with the same predictions; `progress` hears of them every 32,768 bases. */
export function progressPredictor(predictor: Predictor, progress?: Progress): Predictor {
  if (progress === undefined) return predictor;
  let done = 0;
  return {
    predict: (out) => predictor.predict(out),
    update(base) {
      predictor.update(base);
      if (++done % REPORT_BASES === 0) progress(done);
    },
  };
}
