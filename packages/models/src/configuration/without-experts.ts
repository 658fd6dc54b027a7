/**
 * The fields of a configuration that has no experts: of the fast model, which does without.
 */
import type { ModelConfig } from '../experts.ts';

/** All fields but those of the fast model. The rate is the lowest there may be: nothing learns by it. */
export const WITHOUT_EXPERTS: Omit<ModelConfig, 'fast'> = {
  orders: [],
  invertedRepeats: false,
  frames: null,
  pool: null,
  networks: [],
  translation: null,
  mixerRate: 1,
  secondaryEstimation: false,
  shortcutRun: 0,
};
