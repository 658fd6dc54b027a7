/**
 * The bases at the beginning of a payload that breaks off, as far as they are certain.
 *
 * The payload is a number, and which bases it means is monotonic in it: if the known bytes mean the same
 * bases whether zeros or ones follow, they mean these bases whatever follows.
 */
import { PmklcError } from '@pmklc/core';
import type { PartitionHeader } from '@pmklc/container';
import type { SequenceBlock } from '@pmklc/sequence';
import { basesBefore } from '@pmklc/sequence';
import type { CodingContext } from './encode-partition.ts';
import { decodePartition } from './decode-partition.ts';

/** More bytes than any block of bases takes that the engine decodes at once. */
const TAIL_BYTES = 2 ** 18;

/** What is known of a partition. */
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
export function decodeBeginning(
  partition: BrokenPartition,
  layout: SequenceBlock,
  context: CodingContext,
): { block: SequenceBlock; bytes: number } {
  const count = countBases(partition, context);
  const followedBy = (byte: number) => decodeFirst(partition, count, byte, context);
  const bases = count > 0 ? commonStart(followedBy(0x00), followedBy(0xff)) : new Uint8Array(0);
  const block = { ...layout, bases: new Uint8Array(partition.header.baseCount) };
  block.bases.set(bases);
  if (context.capture && context.capture.bases <= bases.length) {
    decodeFirst(partition, context.capture.bases, 0, context, true);
  }
  return { block, bytes: bytesMadeOf(block, bases.length) };
}

/** How many bases can be decoded before the payload ends; the last of them may be wrong. */
function countBases({ header, payload }: BrokenPartition, context: CodingContext): number {
  let count = 0;
  const progress = (basesDone: number) => void (count = basesDone);
  const { capture, ...rest } = context;
  void capture;
  try {
    return decodePartition({ header, streams: [], payload }, { ...rest, progress }).bases.length;
  } catch (error) {
    if (error instanceof PmklcError && error.code === 'truncated') return count;
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

/** The most bytes of the block for which so many bases are enough. */
function bytesMadeOf(block: SequenceBlock, bases: number): number {
  let [enough, tooMany] = [0, block.inputBytes + 1];
  while (tooMany - enough > 1) {
    const middle = Math.floor((enough + tooMany) / 2);
    if (basesBefore(block, middle) <= bases) enough = middle;
    else tooMany = middle;
  }
  return enough;
}
