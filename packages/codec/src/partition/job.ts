/**
 * The job of coding one partition: what goes in, what comes out, and who may do it.
 */
import type { PackedStream, PartitionHeader, PartitionInfo } from '@pmklc/container';
import type { Trial } from '@pmklc/knowledge';
import type { ModelConfig, Progress, Report } from '@pmklc/models';
import type { SequenceBlock } from '@pmklc/sequence';
import type { PassedState } from '../passing/passing-plan.ts';
import type { PredictorPlugin } from '../plugin.ts';
import type { Engine, EngineName } from './model-coder.ts';
import type { StrandCount } from './strand-choice.ts';

/**
 * - `auto`: public knowledge where a sample shows that it saves more than it costs.
 * - `none`: none.
 * - `spum`: all of it, wherever memory allows, without asking (static public model).
 * - `sprm`: a network trained on the input, stored in the archive (static private model). Takes TensorFlow.js.
 * - `size`: `spum` for inputs of up to 500,000,000 bytes, else `sprm`, as published.
 */
export type SelectMode = (typeof SELECT_MODES)[number];
/** All of them. */
export const SELECT_MODES = ['auto', 'none', 'spum', 'sprm', 'size'] as const;

/** Settings for coding a partition. */
export interface EncodeSettings {
  /** 0..9 */
  readonly level: number;
  /** Used instead of the level's model, see `CompressOptions`. */
  readonly model?: ModelConfig | undefined;
  /** Whether the plug-in predicts alone. */
  readonly predictorAlone?: boolean | undefined;
  /** Lanes that are asked for, 1..4096; see `CompressOptions`. */
  readonly lanes?: number | undefined;
  /** Whether static knowledge is used, see `KnowledgeOptions`. */
  readonly select?: SelectMode | undefined;
  /** Memory in bytes that a reader may need, see `CompressOptions`. */
  readonly memoryLimitBytes?: number | undefined;
  /** Packed weights of a network that was trained on the bases; not with a plug-in. */
  readonly privateNetwork?: Uint8Array | undefined;
  /** Lengths of the reads that the bases are, from `readLengthsOf`, for a block whose side streams are not there to tell. */
  readonly readLengths?: readonly number[] | undefined;
}

/** Context that only exists where the work is done. */
export interface CodingContext extends PassedState {
  readonly predictor?: PredictorPlugin | undefined;
  readonly engine?: EngineName | Engine | undefined;
  /** Knowledge packs besides the public one: `.pmk` files. */
  readonly packs?: readonly Uint8Array[] | undefined;
  /** Called now and then with the number of bases done. */
  readonly progress?: Progress | undefined;
  /** Hears what was thought of each base; when decoding. */
  readonly report?: Report | undefined;
  /** Threads that may code the lanes of the partition together, >= 1; default 1. */
  readonly threads?: number | undefined;
}

/** Context that comes with every partition. */
export interface JobContext extends Omit<CodingContext, 'report'> {
  /** Number of the partition in its archive, from 0. */
  readonly index: number;
  /** Aborted when the result is not wanted any more; the runner then stops and throws its reason. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** A coded partition; what is missing of its header, the container or the whole file adds. */
export interface EncodedPartition {
  readonly info: PartitionInfo;
  readonly streams: readonly PackedStream[];
  /** The coded bases; empty when there are none. */
  readonly payload: Uint8Array;
  /** Trials of knowledge. */
  readonly trials: readonly Trial[];
  /** Whether to learn from both strands; absent with a caller's model, or no word. */
  readonly strands?: StrandCount | undefined;
}

/** A partition as read from an archive, its memory checked against the limit. */
export interface StoredPartition {
  readonly header: PartitionHeader;
  readonly streams: readonly PackedStream[];
  readonly payload: Uint8Array;
  /** Bases that are decoded, from the first on; all when absent. */
  readonly firstBases?: number;
}

/** Codes partitions; each call may be at work while others are. */
export interface PartitionRunner {
  /** Most partitions that it is given at once, >= 1. Memory grows with it, the archive stays the same. */
  readonly concurrency: number;
  /** As `encodePartition`. The block may be moved elsewhere: the caller must not use it again. */
  encode(
    block: SequenceBlock,
    settings: EncodeSettings,
    context: JobContext,
  ): Promise<EncodedPartition>;
  /** As `decodePartition`. The partition may be moved elsewhere, too. */
  decode(partition: StoredPartition, context: JobContext): Promise<SequenceBlock>;
}
