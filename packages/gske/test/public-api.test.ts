import * as gske from '@pmklc/gske';
import { expect, test } from 'vitest';

test('the public names are these', () => {
  expect(Object.keys(gske).sort()).toEqual([
    'DeviceError',
    'MAX_K',
    'MAX_S',
    'TokenStream',
    'checkVocabulary',
    'countTokens',
    'createEncoder',
    'createJsEncoder',
    'createTfjsEncoder',
    'createWasmEncoder',
    'createWebGpuEncoder',
    'decode',
    'loadTensorFlowGpu',
    'packBases',
    'requestGpu',
    'tailStart',
    'tokenBytes',
    'tokensOverNonAcgt',
    'vocabularyBytes',
  ]);
});
