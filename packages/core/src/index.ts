export type { Base, Frequencies } from './base.ts';
export { FREQ_BITS } from './base.ts';
export { ByteReader } from './byte-reader.ts';
export { ByteWriter } from './byte-writer.ts';
export type { BaseCoder, Progress } from './base-coder.ts';
export type { PmklcErrorCode } from './error.ts';
export { PmklcError } from './error.ts';
export type { Predictor } from './predictor.ts';
