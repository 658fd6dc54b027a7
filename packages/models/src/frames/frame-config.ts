/**
 * Configuration of the frame model. Format: docs/format/model.md, "Configuration".
 */

/**
 * A hidden Markov model of genes: three states for the positions of a codon on each strand, and states between genes. Each has
 * contexts of its own, and each order of them is an expert.
 */
export interface FrameConfig {
  /** Kinds of genes, 1..4: six states each. */
  readonly genes: number;
  /** Kinds of sequence between genes, 1..4: a state each. */
  readonly intergenic: number;
  /** One to three orders of contexts, ascending, each 1..6. The lowest two say which state is likely. */
  readonly orders: readonly number[];
}

/** Field of the frame model. */
export interface FramesField {
  /** `null`: no frame model. */
  readonly frames: FrameConfig | null;
}

/** States of a frame model; 0 without one. */
export function stateCount(frames: FrameConfig | null): number {
  return frames ? 6 * frames.genes + frames.intergenic : 0;
}
