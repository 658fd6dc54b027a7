import * as training from '@pmklc/training';
import { expect, test } from 'vitest';

test('the public names are these', () => {
  expect(Object.keys(training).sort()).toEqual([
    'BACKENDS',
    'EXACT_BOUND',
    'ExactNetwork',
    'MIN_TRAINING_BASES',
    'decodeCheckpoint',
    'encodeCheckpoint',
    'listBackends',
    'loadTensorFlow',
    'narrowRows',
    'privateShape',
    'quantise',
    'toFloat',
    'trainNetwork',
    'trainPrivateNetwork',
  ]);
});
