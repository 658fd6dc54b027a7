export { bytesOf, hexOf, isEqual } from './bytes.ts';
export { CORPUS, filesOf, readBytes, TESTDATA } from './files.ts';
export type { Shape } from './networks.ts';
export { bitsPerBase, logitsAt, randomWeights, SHAPE, tokensAt } from './networks.ts';
export { randomBases, randomInts, randomNumbers } from './random.ts';
export { fastqText, nastyText, proteinText } from './texts.ts';
