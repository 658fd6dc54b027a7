/**
 * The trailer (digest and partition index) and the end marker, which leads back to it and to the
 * start of the archive. Layout: docs/format/README.md, "Trailer and end marker".
 */
import { ByteReader, ByteWriter, PmklcError } from '@pmklc/core';
import { DIGEST_BYTES } from './format.ts';
import { decodeMessage, encodeMessage, toSafeInteger, TrailerType } from '../messages/schema.ts';

/** Two varints of at most 8 bytes. */
export const MAX_END_MARKER_BYTES = 16;

/** Sizes of one partition. */
export interface PartitionSizes {
  /** Bytes of the archive from its start to the start of the next partition, or the trailer. */
  readonly bytes: number;
  /** Bytes of the original input. */
  readonly inputBytes: number;
}

/** Content of the trailer. */
export interface TrailerContent {
  /** First 16 bytes of the SHA-256 of the original bytes. */
  readonly digest: Uint8Array;
  /** One entry a partition; empty when there is at most one, whose sizes need no index. */
  readonly index: readonly PartitionSizes[];
}

/** End marker, by which the two ends of an archive are found from its last byte. */
export interface EndMarker {
  /** Bytes of the archive before the end marker. */
  readonly archiveBytes: number;
  /** Bytes of the trailer's frame, which ends where the end marker starts. */
  readonly trailerBytes: number;
}

/** Content of the trailer's frame, in pieces. */
export function encodeTrailer({ digest, index }: TrailerContent): Uint8Array[] {
  const message = encodeMessage(TrailerType, {
    partitionBytes: index.map(({ bytes }) => bytes),
    inputBytes: index.map(({ inputBytes }) => inputBytes),
  });
  return [digest, message];
}

/**
 * @throws PmklcError `corrupt`
 */
export function decodeTrailer(content: Uint8Array): TrailerContent {
  if (content.length < DIGEST_BYTES) throw new PmklcError('corrupt', 'the trailer has no digest');
  const message = decodeMessage(TrailerType, content.subarray(DIGEST_BYTES), 'the trailer');
  const { partitionBytes, inputBytes } = message;
  if (partitionBytes.length !== inputBytes.length || partitionBytes.length === 1) {
    throw new PmklcError('corrupt', 'the partition index is incomplete');
  }
  const index = partitionBytes.map((bytes, i) => ({
    bytes: toSafeInteger(bytes, 'a partition'),
    inputBytes: toSafeInteger(inputBytes[i]!, 'a partition'),
  }));
  return { digest: content.slice(0, DIGEST_BYTES), index };
}

/** Both lengths as varints, written backwards so that they can be read from the end. */
export function encodeEndMarker({ archiveBytes, trailerBytes }: EndMarker): Uint8Array {
  const writer = new ByteWriter();
  writer.varint(trailerBytes);
  writer.varint(archiveBytes);
  return writer.toUint8Array().reverse();
}

/**
 * @param tail the last bytes of the archive, at least `MAX_END_MARKER_BYTES` where there are so many
 * @throws PmklcError `truncated` when no end marker is there
 */
export function decodeEndMarker(tail: Uint8Array): EndMarker & { markerBytes: number } {
  try {
    const reader = new ByteReader(Uint8Array.from(tail).reverse());
    const trailerBytes = reader.varint();
    const archiveBytes = reader.varint();
    return { archiveBytes, trailerBytes, markerBytes: reader.position };
  } catch (cause) {
    throw new PmklcError('truncated', 'the archive has no end marker: it was cut short', { cause });
  }
}

/** Sum of the original bytes in the partitions. */
export function totalInputBytes(partitions: readonly PartitionSizes[]): number {
  return partitions.reduce((sum, { inputBytes }) => sum + inputBytes, 0);
}
