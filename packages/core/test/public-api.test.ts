import * as core from '@pmklc/core';
import { expect, test } from 'vitest';

test('the public names are these', () => {
  expect(Object.keys(core).sort()).toEqual([
    'ByteReader',
    'ByteWriter',
    'CONTEXT_WINDOWS',
    'DEFAULT_LEVEL',
    'EXP_COARSE',
    'EXP_FINE',
    'FREQ_BITS',
    'INPUT_MAX',
    'LN_TABLE',
    'LOGIT_MAX',
    'MAX_LEVEL',
    'MIN_LEVEL',
    'MIXER_SCHEDULE',
    'MODEL_LIMITS',
    'MODEL_REVISION',
    'NETWORK_SCHEDULE',
    'PmklcError',
    'SCHEDULE_PERIOD',
    'WIDE_ORDER',
    'checkConfig',
    'clamp',
    'configForLevel',
    'decodeConfig',
    'encodeConfig',
    'expNegative',
    'expertCount',
    'ln12',
    'ln16',
    'memoryBytes',
    'rowsOf',
  ]);
});
