import * as container from '@pmklc/container';
import { expect, test } from 'vitest';

test('the public names are these', () => {
  expect(Object.keys(container).sort()).toEqual([
    'ArchiveReader',
    'ArchiveWriter',
    'BASE_MEMORY_BYTES',
    'BYTES_A_BASE',
    'DEFAULT_FRAME_BYTES',
    'DEFAULT_MEMORY_LIMIT_BYTES',
    'DIGEST_BYTES',
    'DigestStream',
    'FORMAT_VERSION',
    'MAGIC',
    'MAX_FRAME_BYTES',
    'MAX_LANES',
    'PartitionReader',
    'byteSource',
    'checkChunk',
    'checkSource',
    'crc32',
    'decodeMemberTable',
    'encodeJob',
    'encodeMemberTable',
    'encodeResult',
    'encodeSkeleton',
    'encodeSnapshotFile',
    'fileSource',
    'readArchives',
    'readIndex',
    'readJob',
    'readPartition',
    'readResult',
    'readSkeleton',
    'readSnapshotFile',
    'scanDamaged',
  ]);
});
