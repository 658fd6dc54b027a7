import * as streams from '@pmklc/streams';
import { expect, test } from 'vitest';

test('the public names are these', () => {
  expect(Object.keys(streams).sort()).toEqual([
    'StreamReader',
    'holdsProteins',
    'loadStreams',
    'packStream',
    'packStreamInSteps',
    'unpackBeginning',
    'unpackStream',
    'unpackStreamInSteps',
  ]);
});
