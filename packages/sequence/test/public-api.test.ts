import * as sequence from '@pmklc/sequence';
import { expect, test } from 'vitest';

test('the public names are these', () => {
  expect(Object.keys(sequence).sort()).toEqual([
    'BlockSplitter',
    'STREAM_HEAD',
    'STREAM_NAMES',
    'STREAM_RAW',
    'basesBefore',
    'formatOf',
    'hasMates',
    'hasSeparateQualities',
    'joinBlock',
    'outlineOf',
    'splitBytes',
  ]);
});
