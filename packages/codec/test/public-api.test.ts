import * as codec from '@pmklc/codec';
import { expect, test } from 'vitest';

test('the public names are these', () => {
  expect(Object.keys(codec).sort()).toEqual([
    'DEFAULT_MEMORY_LIMIT_BYTES',
    'DEFAULT_PARTITION_BASES',
    'DynamicModel',
    'LEAST_PARTITION_BYTES',
    'SELECT_MODES',
    'Semaphore',
    'autoPartitions',
    'compress',
    'compressStream',
    'compressTransform',
    'createReferenceCoder',
    'decodePartition',
    'decompress',
    'decompressStream',
    'decompressTransform',
    'encodePartition',
    'inProcessRunner',
    'inspectArchive',
    'isFaiRecord',
    'isFast',
    'isForReads',
    'namedFormat',
    'openArchive',
    'openCollection',
    'packCollection',
    'readLengthsOf',
    'readMembers',
    'referenceCoder',
    'salvageMembers',
    'salvageStream',
    'sensiblePartitions',
    'unpackMembers',
  ]);
});
