/**
 * Variants of the compiled engine: for one lane, in which lanes cost nothing; for several; for several in memory that threads share.
 */
export type EngineVariant = 'single' | 'lanes' | 'threads';

/** The one for so many lanes, coded by so many threads. */
export function variantFor(lanes: number, threads: number): EngineVariant {
  if (lanes === 1) return 'single';
  return threads === 1 ? 'lanes' : 'threads';
}
