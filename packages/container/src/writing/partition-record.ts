/**
 * The record of a partition, which archives and files of jobs hold alike.
 */
import type { ByteSource } from '../framing/byte-queue.ts';
import { KIND_PARTITION } from '../framing/format.ts';
import type { PackedStream, PartitionInfo } from '../messages/partition-header.ts';
import { encodePartitionHeader } from '../messages/partition-message.ts';
import { messageHead, type RecordContent } from './record-frames.ts';

/** One partition to be written. */
export interface PartitionContent {
  readonly info: PartitionInfo;
  readonly streams: readonly PackedStream[];
  /** The coded bases; read as it is written. */
  readonly payload: ByteSource;
}

/**
 * @param index number of the partition in its archive
 * @throws RangeError when a field is out of its range
 */
export function partitionRecord(
  index: number,
  { info, streams, payload }: PartitionContent,
): RecordContent {
  const entries = streams.map(({ id, bytes, rawBytes }) => ({
    id,
    packedBytes: bytes.length,
    rawBytes,
  }));
  const header = encodePartitionHeader(index, info, entries);
  return { kind: KIND_PARTITION, head: messageHead(header), body: bodyOf(streams, payload) };
}

async function* bodyOf(
  streams: readonly PackedStream[],
  payload: ByteSource,
): AsyncGenerator<Uint8Array> {
  for (const { bytes } of streams) yield bytes;
  if (payload instanceof Uint8Array) yield payload;
  else yield* payload;
}
