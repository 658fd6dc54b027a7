import * as knowledge from '@pmklc/knowledge';
import { expect, test } from 'vitest';

test('the public names are these', () => {
  expect(Object.keys(knowledge).sort()).toEqual([
    'KnowledgePack',
    'PUBLIC_REVISION',
    'beginningOf',
    'chooseKnowledge',
    'decodeUse',
    'describeUse',
    'encodeUse',
    'learnPrior',
    'makePack',
    'novelBases',
    'packReference',
    'publicPack',
    'revisionOf',
  ]);
});
