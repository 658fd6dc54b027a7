/**
 * State of the repeats of a model: confidences, and places to copy from.
 */
import type { ExpertState } from '../expert.ts';
import type { Stateful } from '../snapshot/stateful.ts';
import { CopyConfidences } from './copy-confidences.ts';
import type { PoolConfig } from './repeat-config.ts';
import { SeedPlaces } from './seed-places.ts';
import { ShortcutConfidences } from './shortcut-confidences.ts';

/** State of the repeats. */
export class RepeatState implements ExpertState {
  readonly config: PoolConfig;
  /** Hits in a row after which the shortcut is always taken, 32..65535; 0: it never is. */
  readonly shortcutRun: number;
  readonly confidences = new CopyConfidences();
  readonly shortcutConfidences = new ShortcutConfidences();
  /** Places by seed, in all lanes. */
  readonly seeds: readonly SeedPlaces[];
  readonly states: readonly Stateful[];

  constructor(config: PoolConfig, shortcutRun = 0) {
    this.config = config;
    this.shortcutRun = shortcutRun;
    this.seeds = config.seeds.map((seed) => new SeedPlaces(seed));
    this.states = [this.confidences, shortcutRun > 0 ? this.shortcutConfidences : { state: [] }];
  }
}
