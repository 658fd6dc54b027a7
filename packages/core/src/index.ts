export type { Base, Frequencies } from './base.ts';
export { FREQ_BITS } from './base.ts';
export type {
  BaseCoder,
  BaseCoderOptions,
  Capture,
  DecodeBasesOptions,
  Progress,
} from './base-coder.ts';
export { ByteReader } from './byte-reader.ts';
export { ByteWriter } from './byte-writer.ts';
export { decodeConfig, encodeConfig } from './config-bytes.ts';
export type { PmklcErrorCode } from './error.ts';
export { PmklcError } from './error.ts';
export { clamp, expNegative, INPUT_MAX, ln12, ln16, LOGIT_MAX } from './fixed-point.ts';
export { configForLevel, DEFAULT_LEVEL, MAX_LEVEL, MIN_LEVEL, MODEL_REVISION } from './levels.ts';
export type {
  FrameConfig,
  ModelConfig,
  NetworkConfig,
  PoolConfig,
  SeedConfig,
  View,
} from './model-config.ts';
export {
  checkConfig,
  CONTEXT_WINDOWS,
  expertCount,
  memoryBytes,
  MIXER_SCHEDULE,
  MODEL_LIMITS,
  NETWORK_SCHEDULE,
  rowsOf,
  SCHEDULE_PERIOD,
  stateCount,
  WIDE_ORDER,
  withBothStrands,
} from './model-config.ts';
export type { Predictor } from './predictor.ts';
export type { Carrier, Report } from './report.ts';
export { CARRIERS } from './report.ts';
export type { Beginning, Segment, Snapshot } from './snapshot.ts';
export { checkSnapshot, partLayouts, partSizes, readSegment } from './snapshot.ts';
export type { Stateful } from './stateful.ts';
export { loadState, saveState } from './stateful.ts';
export { EXP_COARSE, EXP_FINE, LN_TABLE } from './tables.ts';
