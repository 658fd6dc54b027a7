/**
 * Bytes of an unpacked partition, checked on the way.
 */
import { crc32, type PartitionHeader } from '@pmklc/container';
import { PmklcError } from '@pmklc/core';
import { joinBlock, type SequenceBlock } from '@pmklc/sequence';

/** The partition's bytes; the end is only reached when their checksum is right. */
export function* checkedBytes(
  header: PartitionHeader,
  block: SequenceBlock,
): Generator<Uint8Array> {
  let crc = 0;
  for (const chunk of joinBlock(block)) {
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (header.contentCrc !== undefined && header.contentCrc !== crc) {
    throw new PmklcError(
      'checksum-mismatch',
      `partition ${header.index} does not unpack to what was packed`,
    );
  }
}
