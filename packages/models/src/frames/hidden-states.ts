/**
 * The states of the frame model: where in a gene a base is, or between genes.
 *
 * Genes on this strand come first, three states a kind: the first, second and third position of a codon. Then those on the
 * opposite strand, which are met from the third to the first. Then the kinds of sequence between genes.
 */
import { stateCount, type FrameConfig } from './frame-config.ts';

/** Following state of each state: the next position of the codon, or the same kind of intergenic sequence. */
export function followingStates(frames: FrameConfig): Uint8Array {
  const firstIntergenic = 6 * frames.genes;
  return Uint8Array.from({ length: stateCount(frames) }, (_, state) => {
    if (state >= firstIntergenic) return state;
    return state % 3 === 2 ? state - 2 : state + 1;
  });
}

/**
 * Opposite state of each state of a base: the one in which the base `k` before it stands for whoever reads the opposite
 * strand.
 */
export function oppositeStates(frames: FrameConfig, k: number): Uint8Array {
  const { genes } = frames;
  return Uint8Array.from({ length: stateCount(frames) }, (_, state) => {
    if (state >= 6 * genes) return state;
    const place = state % 3;
    const first = state - place;
    if (state < 3 * genes) return first + 3 * genes + 2 - ((place + 9 - k) % 3);
    return first - 3 * genes + ((2 - place + k) % 3);
  });
}
