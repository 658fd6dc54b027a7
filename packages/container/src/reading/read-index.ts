/**
 * Random access: finds archives and partitions from the end of a file, reading only their ends.
 * Layout: docs/format/README.md, "Trailer and end marker".
 */
import { PmklcError } from '@pmklc/core';
import type { ArchiveHeader } from '../messages/archive-header.ts';
import { readArchiveHeader } from '../messages/archive-header.ts';
import { ByteQueue } from '../framing/byte-queue.ts';
import { checkRandomAccess, type RandomAccessSource } from './file-source.ts';
import { KIND_PARTITION, KIND_TRAILER, MAX_FRAME_BYTES } from '../framing/format.ts';
import type { Frame } from '../framing/frame.ts';
import { isSkippable, readFrame, skipRecord, unexpected } from '../framing/frame.ts';
import { readMembers } from './members-record.ts';
import type { ReadOptions } from './partition-reader.ts';
import { PartitionReader, splitPartitionFrame } from './partition-reader.ts';
import { decodePreamble, PREAMBLE_BYTES } from '../framing/preamble.ts';
import type { PartitionSizes, TrailerContent } from '../framing/trailer.ts';
import {
  decodeEndMarker,
  decodeTrailer,
  MAX_END_MARKER_BYTES,
  totalInputBytes,
} from '../framing/trailer.ts';

/** Location of one partition, and what part of the input it holds. */
export interface PartitionLocation extends PartitionSizes {
  readonly index: number;
  /** Offset in the source. */
  readonly offset: number;
  /** Offset of its first byte in the archive's input. */
  readonly inputOffset: number;
}

/** Index of one archive: where everything in it is. */
export interface ArchiveIndex {
  readonly header: ArchiveHeader;
  /** Table of the files that its input is made of, see `decodeMemberTable`; absent: it is of one. */
  readonly members?: Uint8Array;
  /** Offset in the source. */
  readonly offset: number;
  /** Bytes of the archive, end marker included. */
  readonly bytes: number;
  readonly partitions: readonly PartitionLocation[];
  /** Bytes of its whole input. */
  readonly inputBytes: number;
  /** First 16 bytes of the SHA-256 of the input. */
  readonly digest: Uint8Array;
}

/** Bytes asked for at once while walking over frames. */
const READ_BYTES = 2 ** 16;

/**
 * Finds all archives of a source and the partitions in them.
 *
 * Checks the two ends of each archive; damage in between shows when a partition is read.
 * @returns in the order of the source
 * @throws PmklcError see `readArchives`
 */
export async function readIndex(source: RandomAccessSource): Promise<ArchiveIndex[]> {
  checkRandomAccess(source);
  decodePreamble(await source.read(0, Math.min(source.size, PREAMBLE_BYTES)));
  const archives: ArchiveIndex[] = [];
  for (let end = source.size; end > 0; end = archives[0]!.offset) {
    archives.unshift(await readIndexBefore(source, end));
  }
  return archives;
}

/**
 * Opens one partition, reading its header and side streams.
 * @throws PmklcError see `readArchives`
 */
export async function readPartition(
  source: RandomAccessSource,
  location: PartitionLocation,
  options: ReadOptions = {},
): Promise<PartitionReader> {
  const { offset, bytes, index, inputBytes } = location;
  const queue = new ByteQueue(range(source, offset, offset + bytes), offset);
  const frame = await readFrame(queue);
  const partition =
    frame.kind === KIND_PARTITION ? await PartitionReader.open(frame, queue, options) : undefined;
  const header = partition?.header;
  if (partition === undefined || header?.index !== index || header.inputBytes !== inputBytes) {
    throw new PmklcError('corrupt', `partition ${index} is not at byte ${offset}`);
  }
  return partition;
}

/** The archive that ends at `end`. */
async function readIndexBefore(source: RandomAccessSource, end: number): Promise<ArchiveIndex> {
  const tail = Math.min(end, MAX_END_MARKER_BYTES);
  const marker = decodeEndMarker(await source.read(end - tail, tail));
  const trailerEnd = end - marker.markerBytes;
  const trailerStart = trailerEnd - marker.trailerBytes;
  const offset = trailerEnd - marker.archiveBytes;
  if (offset < 0 || trailerStart < offset + PREAMBLE_BYTES) throw noTrailer(end);
  const trailer = await readTrailer(source, trailerStart, trailerEnd);
  const head = new ByteQueue(range(source, offset, trailerStart), offset);
  const header = await readArchiveHeader(head);
  const members = await readMembers(head);
  const partitions = await locate(head, trailerStart, trailer);
  return {
    header,
    ...(members && { members }),
    offset,
    bytes: end - offset,
    partitions,
    inputBytes: totalInputBytes(partitions),
    digest: trailer.digest,
  };
}

async function readTrailer(
  source: RandomAccessSource,
  start: number,
  end: number,
): Promise<TrailerContent> {
  if (end - start > MAX_FRAME_BYTES) throw noTrailer(end);
  const queue = new ByteQueue(range(source, start, end), start);
  const frame = await readFrame(queue).catch((cause: unknown) => {
    throw noTrailer(end, cause);
  });
  if (frame.kind !== KIND_TRAILER || frame.more || queue.position !== end) throw noTrailer(end);
  return decodeTrailer(frame.content);
}

/** @param queue what follows the archive's header, up to the trailer */
async function locate(
  queue: ByteQueue,
  end: number,
  { index }: TrailerContent,
): Promise<PartitionLocation[]> {
  const sizes = index.length > 0 ? index : await sizesOfOnly(queue, end);
  let offset = end - sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  if (offset < queue.position && sizes === index) {
    throw new PmklcError('corrupt', 'the partition index does not fit the archive');
  }
  let inputOffset = 0;
  return sizes.map(({ bytes, inputBytes }, number) => {
    const location = { index: number, offset, bytes, inputOffset, inputBytes };
    offset += bytes;
    inputOffset += inputBytes;
    return location;
  });
}

/** The sizes of the only partition, which no index holds; none when there is no partition. */
async function sizesOfOnly(queue: ByteQueue, end: number): Promise<PartitionSizes[]> {
  const frame = await findPartition(queue, end);
  if (frame === undefined) return [];
  const { inputBytes } = splitPartitionFrame(frame.content).header;
  return [{ bytes: end - frame.offset, inputBytes }];
}

/** The first frame of the next partition before `end`. */
async function findPartition(queue: ByteQueue, end: number): Promise<Frame | undefined> {
  while (queue.position < end) {
    const frame = await readFrame(queue);
    if (frame.kind === KIND_PARTITION) return frame;
    if (!isSkippable(frame.kind)) throw unexpected(frame);
    await skipRecord(queue, frame);
  }
  return undefined;
}

async function* range(
  source: RandomAccessSource,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array> {
  for (let from = start; from < end; from += READ_BYTES) {
    yield await source.read(from, Math.min(READ_BYTES, end - from));
  }
}

function noTrailer(end: number, cause?: unknown): PmklcError {
  return new PmklcError(
    'truncated',
    `no archive ends at byte ${end}: it was cut short, or something follows it`,
    { cause },
  );
}
