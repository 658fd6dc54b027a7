/**
 * Halves partitions that could not be unpacked with the memory that packing was allowed.
 *
 * The plan has room for what side streams usually take; names, qualities or changes of case may be
 * more. Only what they really take tells, so this comes after splitting.
 */
import { crc32 } from '@pmklc/container';
import { concatBytes } from '@pmklc/core';
import type { SequenceBlock } from '@pmklc/sequence';
import { joinBlock, splitBytes } from '@pmklc/sequence';
import type { InputPartition } from './split-partitions.ts';
import { PIECE_BYTES } from './split-partitions.ts';

/** Partitions in the same order, those that do not fit cut into smaller ones. */
export async function* fitPartitions(
  partitions: AsyncIterable<InputPartition>,
  fits: (block: SequenceBlock) => boolean,
): AsyncGenerator<InputPartition> {
  let index = 0;
  for await (const partition of partitions) {
    if (fits(partition.block)) {
      yield { ...partition, index: index++ };
      continue;
    }
    for (const half of halved(partition, fits)) yield { ...half, index: index++ };
  }
}

/** The smallest pieces are taken as they are: the plan has room for those. */
function* halved(
  { block, isLast }: Pick<InputPartition, 'block' | 'isLast'>,
  fits: (block: SequenceBlock) => boolean,
): Generator<Omit<InputPartition, 'index'>> {
  const bytes = concatBytes([...joinBlock(block)]);
  if (fits(block) || bytes.length <= PIECE_BYTES) {
    yield { block, contentCrc: crc32(bytes), isLast };
    return;
  }
  const middle = PIECE_BYTES * Math.ceil(bytes.length / 2 / PIECE_BYTES);
  const options = { format: block.format, aligned: block.rows !== undefined };
  const half = (from: number, to?: number) => splitBytes(bytes.subarray(from, to), options);
  yield* halved({ block: half(0, middle), isLast: false }, fits);
  yield* halved({ block: half(middle), isLast }, fits);
}
