import * as mixer from '@pmklc/mixer';
import { expect, test } from 'vitest';

test('the public names are these', () => {
  expect(Object.keys(mixer).sort()).toEqual([
    'GatedMixer',
    'MixerWeights',
    'SecondaryCells',
    'SecondaryEstimation',
    'SoftWeighting',
    'softmax',
  ]);
});
