export { NO_BYTES } from './arguments.ts';
export { periodic, reverseComplement } from './bases.ts';
export { bytesOf, concat, hexOf, isEqual } from './bytes.ts';
export { CORPUS, filesOf, readBytes, TESTDATA } from './files.ts';
export { kindsOfInput } from './kinds/kinds.ts';
export type { Shape } from './networks.ts';
export { bitsPerBase, logitsAt, randomWeights, SHAPE, tokensAt } from './networks.ts';
export { randomBases, randomDna, randomInts, randomNumbers, randomWords } from './random.ts';
export { fastqText, nastyText, proteinText } from './texts.ts';
