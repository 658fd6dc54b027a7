/**
 * Layout of a call on the device: pure arithmetic, testable without a GPU.
 *
 * A workgroup makes the tokens of one *tile*: the windows that start in about 6000 bases. It makes
 * whole 32-bit words of tokens, so that no two workgroups write the same word.
 */
import type { TokenShape } from '../shape.ts';
import { tokenBytes } from '../shape.ts';

/**
 * Invocations of a workgroup: one or two subgroups of current GPUs. With 256, SwiftShader takes
 * four times the processor time (`bench/gske/kernel.mjs`).
 */
export const THREADS = 64;

/** Words of 16 bases that each invocation reads into its tile. */
export const READ_ROUNDS = 6;

/** Words of 16 bases of a tile. */
export const TILE_WORDS = THREADS * READ_ROUNDS;

/**
 * Bases in which the windows of a tile may start: it starts up to 15 bases into its first word,
 * ends up to 11 bases after its last window's start, and tokens are cut from pairs of words.
 */
export const TILE_BASES = 16 * (TILE_WORDS - 3);

/** Bytes of the kernel's parameters: four u32, as in `kernel.ts`. */
export const PARAMS_BYTES = 16;

/** Input bytes, at least, that the last tile reads beyond its windows' starts. */
const INPUT_SLACK = 512;

/** Limits of the device; part of `GPUSupportedLimits`. */
export interface GpuLimits {
  readonly maxStorageBufferBindingSize: number;
  readonly maxComputeWorkgroupsPerDimension: number;
}

/** The layout of a slice, the part of a call that is on the device at a time. */
export interface SliceLayout {
  /** Tokens of one workgroup; a multiple of the tokens in a word. */
  readonly tokensPerGroup: number;
  /** Words of tokens of one workgroup. */
  readonly wordsPerGroup: number;
  /** Tokens of a full slice. */
  readonly sliceTokens: number;
  /** Size of the input buffer. */
  readonly inputBytes: number;
  /** Size of the token buffer. */
  readonly tokenBytes: number;
  /** Size of the flag buffer: a word for each workgroup, not 0 when its bytes are not all bases. */
  readonly flagBytes: number;
}

/**
 * @param packed whether input is packed bases, else ASCII
 * @param count number of tokens of the call: short calls get small buffers
 * @param sliceBytes most bytes of one buffer, cut down to what the device can bind
 */
export function layoutSlices(
  shape: TokenShape,
  packed: boolean,
  count: number,
  limits: GpuLimits,
  sliceBytes: number,
): SliceLayout {
  const perWord = 4 / tokenBytes(shape.k);
  const tokensPerGroup = Math.floor(TILE_BASES / shape.s / perWord) * perWord;
  const wordsPerGroup = tokensPerGroup / perWord;
  const groupBytes = Math.max(inputBytes(tokensPerGroup * shape.s, packed), 4 * wordsPerGroup);
  const room = Math.min(sliceBytes, limits.maxStorageBufferBindingSize) - INPUT_SLACK;
  const groups = Math.max(
    1,
    Math.min(
      Math.floor(room / groupBytes),
      limits.maxComputeWorkgroupsPerDimension,
      Math.ceil(count / tokensPerGroup),
    ),
  );
  const sliceTokens = groups * tokensPerGroup;
  return {
    tokensPerGroup,
    wordsPerGroup,
    sliceTokens,
    inputBytes: roundUp(inputBytes(sliceTokens * shape.s, packed) + INPUT_SLACK, 16),
    tokenBytes: groups * wordsPerGroup * 4,
    flagBytes: groups * 4,
  };
}

/** The kernel's parameters; `start` is the first base in the first byte. */
export function kernelParams(
  { s, k }: TokenShape,
  layout: SliceLayout,
  start: number,
): Uint32Array<ArrayBuffer> {
  return Uint32Array.of(s, k, layout.tokensPerGroup, start);
}

function roundUp(x: number, multiple: number): number {
  return Math.ceil(x / multiple) * multiple;
}

function inputBytes(bases: number, packed: boolean): number {
  return packed ? Math.ceil(bases / 4) : bases;
}
