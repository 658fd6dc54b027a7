import * as models from '@pmklc/models';
import { expect, test } from 'vitest';

test('the public names are these', () => {
  expect(Object.keys(models).sort()).toEqual([
    'BaseHistory',
    'ContextModel',
    'FrameContexts',
    'FrameModel',
    'FrozenNetwork',
    'HiddenLayer',
    'OrderKPredictor',
    'OutputLayer',
    'Random',
    'RepeatPool',
    'SureCopy',
    'TokenNetwork',
    'checkWeights',
    'decodeWeights',
    'encodeWeights',
    'scheduled',
    'tokensOf',
    'weightsOf',
  ]);
});
