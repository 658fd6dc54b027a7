/**
 * Configuration of the fast model. Format: docs/format/model.md, "Fast model".
 */

/** A model that does without experts and their mixer: all of it but one number is the same everywhere. */
export interface FastConfig {
  /** log2 of the places of words that are remembered, 12..24. */
  readonly placeBits: number;
}

/** Field of the fast model. */
export interface FastField {
  /** `null`: the model is that of the other fields. */
  readonly fast: FastConfig | null;
}
