/**
 * Configuration of translated copies. Format: docs/format/model.md, "Configuration".
 */

/** Alignments that are followed, and how places to align with are found. */
export interface TranslationConfig {
  /** Alignments followed at most, 1..16. */
  readonly alignments: number;
  /** log2 of the places of codons that are remembered, 8..26. */
  readonly placeBits: number;
}

/** Field of translated copies. */
export interface TranslationField {
  /** `null`: no translated copies. */
  readonly translation: TranslationConfig | null;
}
