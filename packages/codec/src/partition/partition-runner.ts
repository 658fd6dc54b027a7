/**
 * Where partitions are coded. `compress` and `decompress` leave it open, so that an archive cannot
 * depend on it; `@pmklc/parallel` has runners with workers.
 */
import type { Progress } from '@pmklc/models';
import type { SequenceBlock } from '@pmklc/sequence';
import type { StoredPartition } from './decode-partition.ts';
import { decodePartitionInSteps } from './decode-partition.ts';
import type { EncodedPartition, EncodeSettings } from './encode-partition.ts';
import { encodePartitionInSteps } from './encode-partition.ts';
import type { HandedOver } from '../passing/passing-plan.ts';
import { inTurnsAlone } from '../flow/in-turns.ts';
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

/**
 * Codes one partition after the other in this thread, in turns with whatever else goes on in it. Several calls that use
 * it wait for each other, a partition at a time.
 */
export const inProcessRunner: PartitionRunner = {
  concurrency: 1,
  encode: (block, settings, context) =>
    inTurnsAlone(() => encodePartitionInSteps(block, settings, context), context.signal),
  decode: (partition, context) =>
    inTurnsAlone(() => decodePartitionInSteps(partition, context), context.signal),
};
