/**
 * Places of the partitions of a file of archives, in it and in its input.
 */
import type { ArchiveIndex, PartitionLocation } from '@pmklc/container';
import { crc32, DigestStream } from '@pmklc/container';
import { PmklcError } from '@pmklc/core';
import type { SequenceBlock } from '@pmklc/sequence';
import { joinBlock } from '@pmklc/sequence';

/** One partition, and where its bytes are in the whole input. */
export interface Place {
  readonly archive: ArchiveIndex;
  readonly location: PartitionLocation;
  readonly start: number;
  readonly end: number;
}

/** All partitions, in order. */
export function placesOf(archives: readonly ArchiveIndex[]): Place[] {
  let start = 0;
  return archives.flatMap((archive) =>
    archive.partitions.map((location) => {
      const place = { archive, location, start, end: start + location.inputBytes };
      start = place.end;
      return place;
    }),
  );
}

/** @throws PmklcError `checksum-mismatch` when the block is not what was packed */
export function checkText({ archive }: Place, block: SequenceBlock, contentCrc?: number): void {
  const digest = new DigestStream();
  let crc = 0;
  for (const chunk of joinBlock(block)) {
    if (contentCrc === undefined) digest.update(chunk);
    else crc = crc32(chunk, crc);
  }
  // Only a partition that is alone has no checksum of its own.
  if (contentCrc === undefined) digest.verify(archive.digest);
  else if (crc !== contentCrc) {
    throw new PmklcError('checksum-mismatch', 'a partition does not unpack to what was packed');
  }
}
