/**
 * The bases at the beginning of a payload that breaks off, as far as they are certain.
 *
 * The payload is a number, and which bases it means is monotonic in it: if the known bytes mean the same
 * bases whether zeros or ones follow, they mean these bases whatever follows. Of a partition of several lanes, none is certain.
 */
import { PmklcError } from '@pmklc/core';
import type { PartitionHeader } from '@pmklc/container';
import type { SequenceBlock } from '@pmklc/sequence';
import { basesBefore } from '@pmklc/sequence';
import type { CodingContext } from '../partition/job.ts';
import { decodePartition } from '../partition/decode-partition.ts';
import { privateBytes } from '../private-network/private-network.ts';

/** Bases that are decoded at once: of a block in which the payload breaks off nothing is reported. */
const BLOCK_BASES = 2 ** 16;
/** More bytes than any such block takes. */
const TAIL_BYTES = 2 ** 18;

/** Exactness of the last byte's place, in bytes: in blocks that are not large, for it takes a step for each so many. */
const EXACT_BYTES = 2 ** 5;
const LARGE_BYTES = 2 ** 20;

/** Parts of a partition that are known. */
export interface BrokenPartition {
  readonly header: PartitionHeader;
  /** The bytes before the damage. */
  readonly payload: Uint8Array;
}

/**
 * @param layout the partition with any bases
 * @returns the block with what is certain, and how many of its bytes are
 * @throws PmklcError as `decodePartition`
 */
export function decodeTruncated(
  partition: BrokenPartition,
  layout: SequenceBlock,
  context: CodingContext,
): { block: SequenceBlock; bytes: number } {
  // Behind the last base the payload would have to end.
  const most = partition.header.baseCount - 1;
  const count = isInOrder(partition) ? Math.min(countBases(partition, context), most) : 0;
  const followedBy = (byte: number) => decodeFirst(partition, count, byte, context);
  const bases = count > 0 ? commonStart(followedBy(0x00), followedBy(0xff)) : new Uint8Array(0);
  const block = { ...layout, bases: new Uint8Array(partition.header.baseCount) };
  block.bases.set(bases);
  if (context.capture && context.capture.bases <= bases.length) {
    decodeFirst(partition, context.capture.bases, 0, context, true);
  }
  return { block, bytes: bytesMadeOf(block, bases.length) };
}

/**
 * Whether the payload has the bases in their order. Lanes have a stream each, one behind the other, and none goes on without the others:
 * of the first of them all would be there, and none of its bases could be told.
 */
function isInOrder({ header }: BrokenPartition): boolean {
  return header.model.lanes === 1;
}

/** Number of bases that there may be before the payload ends, a block too many at most; the last of them may be wrong. */
function countBases({ header, payload }: BrokenPartition, context: CodingContext): number {
  // Without all of its weights a private network predicts nothing.
  if (payload.length <= privateBytes(header.model.knowledge)) return 0;
  let count = 0;
  const progress = (basesDone: number) => void (count = basesDone);
  const { capture, ...rest } = context;
  void capture;
  try {
    return decodePartition({ header, streams: [], payload }, { ...rest, progress }).bases.length;
  } catch (error) {
    const isEnd = error instanceof PmklcError && error.code === 'truncated';
    if (isEnd) return count + BLOCK_BASES;
    throw error;
  }
}

function decodeFirst(
  { header, payload }: BrokenPartition,
  firstBases: number,
  tail: number,
  { capture, ...context }: CodingContext,
  isCertain = false,
): Uint8Array {
  const guessed = new Uint8Array(payload.length + TAIL_BYTES).fill(tail, payload.length);
  guessed.set(payload);
  const stored = { header, streams: [], payload: guessed, firstBases };
  return decodePartition(stored, isCertain ? { ...context, capture } : context).bases;
}

function commonStart(a: Uint8Array, b: Uint8Array): Uint8Array {
  const end = a.findIndex((base, i) => base !== b[i]);
  return end < 0 ? a : a.subarray(0, end);
}

/** The most bytes of the block for which so many bases are enough; a little less in large ones. */
function bytesMadeOf(block: SequenceBlock, bases: number): number {
  const exactBytes = block.inputBytes > LARGE_BYTES ? undefined : EXACT_BYTES;
  let [enough, tooMany] = [0, block.inputBytes + 1];
  while (tooMany - enough > 1) {
    const middle = Math.floor((enough + tooMany) / 2);
    if (basesBefore(block, middle, exactBytes) <= bases) enough = middle;
    else tooMany = middle;
  }
  return enough;
}
