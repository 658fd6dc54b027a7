/**
 * Where partitions are coded. `compress` and `decompress` leave it open, so that an archive cannot
 * depend on it; `@pmklc/parallel` has runners with workers.
 */
import type { Progress } from '@pmklc/models';
import type { SequenceBlock } from '@pmklc/sequence';
import type { StoredPartition } from './decode-partition.ts';
import { decodePartition } from './decode-partition.ts';
import type { EncodedPartition, EncodeSettings } from './encode-partition.ts';
import { encodePartition } from './encode-partition.ts';
import type { HandedOver } from '../passing/passing-plan.ts';
import type { EngineName, PredictorPlugin } from '../options.ts';

/** What comes with every partition. */
export interface JobContext extends HandedOver {
  /** Number of the partition in its archive, from 0. */
  readonly index: number;
  readonly predictor?: PredictorPlugin | undefined;
  readonly engine?: EngineName | undefined;
  /** Knowledge packs besides the public one: `.pmk` files. */
  readonly knowledge?: readonly Uint8Array[] | undefined;
  /** Aborted when the result is not wanted any more; the runner then stops and throws its reason. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Codes partitions; each call may be at work while others are. */
export interface PartitionRunner {
  /** How many partitions it is given at once, >= 1. Memory grows with it, the archive stays the same. */
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

/** Codes one partition after the other in this thread, which is busy meanwhile. */
export const inProcessRunner: PartitionRunner = {
  concurrency: 1,
  async encode(block, settings, context) {
    context.signal.throwIfAborted();
    return encodePartition(block, settings, context);
  },
  async decode(partition, context) {
    context.signal.throwIfAborted();
    return decodePartition(partition, context);
  },
};
