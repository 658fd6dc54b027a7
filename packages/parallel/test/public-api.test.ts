import * as parallel from '@pmklc/parallel';
import { expect, test } from 'vitest';

test('the public names are these', () => {
  expect(Object.keys(parallel).sort()).toEqual([
    'PartitionError',
    'WorkerRunner',
    'codingThreads',
    'compressParallel',
    'decompressParallel',
    'loadPredictor',
    'parseDevices',
  ]);
});
