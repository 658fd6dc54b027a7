/**
 * Selection of the weights that the mixer uses, by the state that its experts are in. Arithmetic:
 * docs/format/model.md, "Mixer".
 */
import type { FrameModel } from '../frames/frame-model.ts';
import type { ReadPlace } from '../history/read-place.ts';

/** Families of weight sets, in the order of `familiesOf`. */
export const [BY_BASES, BY_COPIES, BY_AGREEMENT, BY_FRAME, BY_ALIGNMENT] = [0, 1, 2, 3, 4];

/** Last place in a read that has weights of its own: the seeds have found what there is. */
const LAST_PLACE = 27;

/**
 * Set of the family by the frame. In reads the place takes the frame's part: the first bases are known from short contexts, the next
 * from longer ones, and only then from copies (reads of deep coverage -20 %, of a metagenome -0.3 %).
 */
export function frameSet(frames: FrameModel | undefined, read: ReadPlace | undefined): number {
  return read ? Math.min(read.known, LAST_PLACE) : (frames?.likeliest ?? 0);
}

/** Class of the number of copies that are followed, 0..5. */
export function sizeClass(size: number): number {
  return size < 2 ? size : size < 4 ? 2 : size < 8 ? 3 : size < 16 ? 4 : 5;
}

/** Class of the best copy's logit: 0..5. */
export function leadClass(lead: number): number {
  if (lead === 0) return 0;
  return lead < 1024 ? 1 : lead < 2048 ? 2 : lead < 3584 ? 3 : lead < 5632 ? 4 : 5;
}

/** Class of an expert's largest logit, which says how sure it is: 0..3. */
export function peakClass(peak: number): number {
  return peak < 205 ? 0 : peak < 512 ? 1 : peak < 1024 ? 2 : 3;
}
