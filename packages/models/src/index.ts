export { BaseHistory } from './history/base-history.ts';
export { ContextModel } from './contexts/context-model.ts';
export type { Expert } from './expert.ts';
export { FrameContexts } from './frames/frame-contexts.ts';
export { FrameModel } from './frames/frame-model.ts';
export { FrozenNetwork } from './networks/frozen-network.ts';
export { HiddenLayer } from './networks/hidden-layer.ts';
export type { NetworkShape, NetworkWeights } from './networks/network-weights.ts';
export {
  checkWeights,
  decodeWeights,
  encodeWeights,
  OUTPUT_BIAS_LIMIT,
  OUTPUT_LIMIT,
  tokensOf,
  weightsOf,
} from './networks/network-weights.ts';
export { OrderKPredictor } from './contexts/order-k-predictor.ts';
export { OutputLayer } from './networks/output-layer.ts';
export { Random } from './random.ts';
export { RepeatPool } from './repeats/repeat-pool.ts';
export type { Schedule } from './schedule.ts';
export { scheduled } from './schedule.ts';
export { SureCopy } from './repeats/shortcut.ts';
export { TokenNetwork } from './networks/token-network.ts';
export { decodeConfig, encodeConfig } from './configuration/config-bytes.ts';
export {
  configForLevel,
  DEFAULT_LEVEL,
  MAX_LEVEL,
  MIN_LEVEL,
  MODEL_REVISION,
} from './configuration/levels.ts';
export type {
  FrameConfig,
  ModelConfig,
  NetworkConfig,
  PoolConfig,
  SeedConfig,
  View,
} from './configuration/model-config.ts';
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
} from './configuration/model-config.ts';
export type {
  BaseCoder,
  BaseCoderOptions,
  Capture,
  DecodeBasesOptions,
  Progress,
} from './dynamic/base-coder.ts';
export type { Carrier, Report } from './dynamic/attribution.ts';
export { CARRIERS } from './dynamic/attribution.ts';
export { NotingPredictor } from './dynamic/attributing-predictor.ts';
export { DynamicPredictor } from './dynamic/dynamic-model.ts';
export type { Beginning, Segment, Snapshot } from './snapshot/snapshot.ts';
export { checkSnapshot, partLayouts, partSizes, readSegment } from './snapshot/snapshot.ts';
export type { Stateful } from './snapshot/stateful.ts';
export { loadState, saveState } from './snapshot/stateful.ts';
