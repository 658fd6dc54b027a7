/**
 * Trial of which of two encoders is faster here: both encode the start of the same input, and are
 * timed. No size from which a GPU pays holds everywhere: it depends on the processor, the bus and
 * the shape.
 */
import type { Bases } from '../bases.ts';
import { sliceBases } from '../bases.ts';
import type { EncodeOptions, Encoder } from '../encoder.ts';
import type { TokenShape } from '../shape.ts';

/** Bases of a trial: enough for two slices of a GPU at once; a few milliseconds on either side. */
const TRIAL_BASES = 1 << 25;

/** The faster encoder, and how much faster, for people. */
export interface Verdict {
  readonly encoder: Encoder;
  readonly why: string;
}

/**
 * @param options of the call that is to follow; its `output` is used
 * @param now a clock in milliseconds
 */
export async function tryBoth(
  local: Encoder,
  gpu: Encoder,
  bases: Bases,
  shape: TokenShape,
  options?: EncodeOptions,
  now: () => number = () => performance.now(),
): Promise<Verdict> {
  const sample = sliceBases(bases, 0, Math.min(bases.length, TRIAL_BASES));
  async function time(encoder: Encoder): Promise<number> {
    await encoder.encode(sample, shape, options); // compiles, and gets its memory
    const begin = now();
    await encoder.encode(sample, shape, options);
    return now() - begin;
  }
  const [gpuMs, localMs] = [await time(gpu), await time(local)];
  const sides = [`${gpu.backend} ${gpuMs.toFixed(1)} ms`, `${local.backend} ${localMs.toFixed(1)}`];
  const why = `${sides.join(', ')} for the first ${sample.length} bases`;
  return { encoder: gpuMs < localMs ? gpu : local, why };
}
