import * as coder from '@pmklc/coder';
import { expect, test } from 'vitest';

test('the public names are these', () => {
  expect(Object.keys(coder).sort()).toEqual([
    'MAX_MISSING_BYTES',
    'MAX_TOTAL_BITS',
    'RangeDecoder',
    'RangeEncoder',
    'decodeBases',
    'decodeBasesInSteps',
    'decodeLanesInSteps',
    'encodeBases',
    'encodeBasesInSteps',
    'encodeLanesInSteps',
    'scaleCounts',
    'streamsOf',
  ]);
});
