/**
 * Variants of the compiled engine: for one lane, in which lanes cost nothing; for several; for several in memory that threads share; of the
 * fast model.
 */
import type { ModelConfig } from '@pmklc/models';

export type EngineVariant = 'single' | 'lanes' | 'threads' | 'fast';

/** The one for a model in so many lanes, coded by so many threads. */
export function variantFor(
  { fast }: Pick<ModelConfig, 'fast'>,
  lanes: number,
  threads: number,
): EngineVariant {
  if (fast !== null) return 'fast';
  if (lanes === 1) return 'single';
  return threads === 1 ? 'lanes' : 'threads';
}
