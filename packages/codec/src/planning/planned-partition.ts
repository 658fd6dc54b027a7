/**
 * A partition of an input, and all that decides how it is coded: what this machine codes at once, or leaves to a job.
 */
import type { SequenceBlock } from '@pmklc/sequence';
import type {
  EncodedPartition,
  EncodeSettings,
  JobContext,
  PartitionRunner,
} from '../partition/job.ts';
import type { Passing } from '../passing/passing-plan.ts';

/** A partition to be packed. */
export interface PlannedPartition {
  /** Number of the partition, from 0. */
  readonly index: number;
  /** Whether there is no other. */
  readonly isOnly: boolean;
  readonly block: SequenceBlock;
  readonly settings: EncodeSettings;
  /** Hand-overs: what it takes from earlier partitions, and leaves to later ones. */
  readonly passing: Passing;
  /** CRC-32 of its bytes, for its header; absent where the digest covers it alone, for it would be 5 bytes for nothing. */
  readonly contentCrc?: number;
}

/**
 * Packs a planned partition.
 * @param privateNetwork packed weights of a network that was trained on it
 * @returns the partition with its whole header, as the container stores it
 */
export async function encodePlanned(
  { block, settings, passing, contentCrc }: PlannedPartition,
  runner: PartitionRunner,
  context: JobContext,
  privateNetwork?: Uint8Array,
): Promise<EncodedPartition> {
  const coded = await runner.encode(block, { ...settings, privateNetwork }, context);
  const { info } = coded;
  const crc = contentCrc === undefined ? {} : { contentCrc };
  return { ...coded, info: { ...info, ...crc, model: { ...info.model, ...passing } } };
}
