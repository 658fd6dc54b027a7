/**
 * Configuration of the repeat pool and its shortcut. Format: docs/format/model.md, "Configuration".
 */

/** A spaced seed: where the newest bases under it stood before, a copy may start. */
export interface SeedConfig {
  /**
   * Pattern of the newest bases that must agree, as 1s; the newest first. 8..32 digits, the first a
   * 1.
   */
  readonly pattern: string;
  /** log2 of the places that are remembered, 8..26. */
  readonly placeBits: number;
}

/** The repeat pool: copies of earlier sequence, followed at once. */
export interface PoolConfig {
  /** Copies followed at most, 1..64. */
  readonly pointers: number;
  /** 1 or 2: each proposes copies. The first one finds most. */
  readonly seeds: readonly SeedConfig[];
  /** Agreements among the last 32 bases that a copy needs to enter, 8..32. */
  readonly minAgreement: number;
  /** Misses among the last 16 bases above which a copy is dropped, 1..16. */
  readonly maxMisses: number;
}

/** Fields of the repeats. */
export interface RepeatConfig {
  /** `null`: no repeat pool. */
  readonly pool: PoolConfig | null;
  /**
   * Hits in a row after which copies that agree predict alone in any case, which makes collections of
   * near-identical sequences ten times as fast; 0: they never do. 0, or 32..65535. Needs a pool.
   */
  readonly shortcutRun: number;
}
