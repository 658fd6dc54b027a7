import * as core from '@pmklc/core';
import { expect, test } from 'vitest';

test('the public names are these', () => {
  expect(Object.keys(core).sort()).toEqual([
    'ByteBuffer',
    'ByteReader',
    'ByteWriter',
    'EXP_COARSE',
    'EXP_FINE',
    'FREQ_BITS',
    'INPUT_MAX',
    'LEAST_LANE_BASES',
    'LN_TABLE',
    'LOGIT_MAX',
    'LaneLayout',
    'NumberReader',
    'PmklcError',
    'checkBytes',
    'checkObject',
    'clamp',
    'codeLength',
    'concatBytes',
    'equalBytes',
    'expNegative',
    'fetchBytes',
    'finishSteps',
    'fromHex',
    'joinStreams',
    'ln12',
    'ln16',
    'mostLanes',
    'nextTurn',
    'splitStreams',
    'toHex',
    'writeNumber',
    'wrongKind',
  ]);
});
