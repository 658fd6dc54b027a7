export type { Choice, ChoiceRules } from './select/choose.ts';
export { chooseKnowledge, chooseKnowledgeInSteps } from './select/choose.ts';
export { KnowledgePack } from './pack/knowledge-pack.ts';
export type { LevelState, PackContents } from './pack/pack-contents.ts';
export type { KnowledgeUse, ReferenceUse } from './select/knowledge-use.ts';
export {
  beginningOf,
  decodeUse,
  describeUse,
  encodeUse,
  namedPack,
} from './select/knowledge-use.ts';
export type { Lesson, PriorOptions } from './make/learn-prior.ts';
export { learnPrior } from './make/learn-prior.ts';
export type { Genome, MakePackOptions } from './make/make-pack.ts';
export { makePack } from './make/make-pack.ts';
export { novelBases } from './make/novel-bases.ts';
export { MAX_PACK_BASES, MAX_PACK_BYTES, MAX_REFERENCES } from './pack/pack-limits.ts';
export { PackedBases } from './pack/packed-bases.ts';
export { loadPublicPack, publicPack, publicPackIfLoaded, revisionOf } from './pack/public-pack.ts';
export { PUBLIC_REVISION } from '@pmklc/public-knowledge';
export type { PackedProteins } from './pack/proteins.ts';
export { NO_PROTEINS, packProteins } from './pack/proteins.ts';
export type { Reference } from './pack/reference.ts';
export { packReference } from './pack/reference.ts';
export type { ReferenceRange } from './select/reference-ranges.ts';
export type { Trial } from './select/trial.ts';
