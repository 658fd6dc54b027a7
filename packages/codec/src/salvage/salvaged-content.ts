/**
 * Content that can be made of a partition that may be damaged.
 */
import type { FoundPartition } from '@pmklc/container';
import { crc32 } from '@pmklc/container';
import { PmklcError } from '@pmklc/core';
import type { SequenceBlock } from '@pmklc/sequence';
import { joinBlock } from '@pmklc/sequence';
import { unpackBeginning } from '@pmklc/streams';
import { unpackStreams } from '../partition/decode-partition.ts';

/** Content that there is of one partition: `bytes` bytes of the block, the first `checkedBytes` of them vouched for. */
export interface Content {
  readonly block: SequenceBlock;
  readonly bytes: number;
  readonly checkedBytes: number;
}

/** Certain beginning of the only stream of a partition, which breaks off. */
export function rawBeginning({ header, cutStream, unverifiedBytes }: FoundPartition): Content {
  const { format, inputBytes } = header;
  const none = new Uint8Array(0);
  const { id = 0, bytes: packed = none } = cutStream ?? {};
  const bytes = unpackBeginning(packed, inputBytes);
  const checked = packed.subarray(0, packed.length - unverifiedBytes);
  const checkedBytes = unpackBeginning(checked, inputBytes).length;
  const block = { format, inputBytes: bytes.length, bases: none, streams: [{ id, bytes }] };
  return { block, bytes: bytes.length, checkedBytes };
}

export function tryLayout(found: FoundPartition): SequenceBlock | undefined {
  try {
    return layoutOf(found);
  } catch (error) {
    if (isDamage(error)) return undefined;
    throw error;
  }
}

/** The partition with any bases; nothing of them is decoded. */
export function layoutOf({ header, streams }: FoundPartition): SequenceBlock {
  const { format, inputBytes, baseCount, index } = header;
  if (streams === undefined) {
    throw new PmklcError('truncated', `the side streams of partition ${index} are damaged`);
  }
  return { format, inputBytes, bases: new Uint8Array(baseCount), streams: unpackStreams(streams) };
}

/** @throws PmklcError `checksum-mismatch` */
export function checkContent(contentCrc: number | undefined, block: SequenceBlock): void {
  const isRight = isContent(contentCrc ?? 0, block);
  if (contentCrc === undefined || isRight) return;
  throw new PmklcError('checksum-mismatch', 'it does not unpack to what was packed');
}

/** Whether the checksum is there and vouches for the block. */
export function isContent(contentCrc: number | undefined, block: SequenceBlock): boolean {
  let crc = 0;
  for (const chunk of joinBlock(block)) crc = crc32(chunk, crc);
  return crc === contentCrc;
}

export function* firstBytes(block: SequenceBlock, count: number): Generator<Uint8Array> {
  let left = count;
  for (const chunk of count > 0 ? joinBlock(block) : []) {
    yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left <= 0) return;
  }
}

/** Whether an error is about damage. An error that another machine or other options would avoid is not. */
export function isDamage(error: unknown): error is PmklcError {
  if (!(error instanceof PmklcError)) return false;
  return !['memory-limit', 'model-mismatch', 'unsupported-version'].includes(error.code);
}
