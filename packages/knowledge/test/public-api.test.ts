import * as knowledge from '@pmklc/knowledge';
import { expect, test } from 'vitest';

test('the public names are these', () => {
  expect(Object.keys(knowledge).sort()).toEqual([
    'KnowledgePack',
    'MAX_PACK_BASES',
    'MAX_PACK_BYTES',
    'MAX_REFERENCES',
    'NO_PROTEINS',
    'PUBLIC_REVISION',
    'PackedBases',
    'beginningOf',
    'chooseKnowledge',
    'chooseKnowledgeInSteps',
    'decodeUse',
    'describeUse',
    'encodeUse',
    'learnPrior',
    'loadPublicPack',
    'makePack',
    'namedPack',
    'novelBases',
    'packProteins',
    'packReference',
    'publicPack',
    'publicPackIfLoaded',
    'revisionOf',
  ]);
});
