export { decodeBases, decodeBasesInSteps, encodeBases, encodeBasesInSteps } from './code-bases.ts';
export type { DecodeLanesOptions } from './code-lanes.ts';
export { decodeLanesInSteps, encodeLanesInSteps, streamsOf } from './code-lanes.ts';
export { MAX_MISSING_BYTES, MAX_TOTAL_BITS } from './limits.ts';
export { RangeDecoder } from './range-decoder.ts';
export { RangeEncoder } from './range-encoder.ts';
export { scaleCounts } from './scale-counts.ts';
