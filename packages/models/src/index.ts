export { CONTEXT_WINDOWS, MAX_ORDER, WIDE_ORDER } from './contexts/context-config.ts';
export type { ContextConfig } from './contexts/context-config.ts';
export { ContextExperts } from './contexts/context-experts.ts';
export { ContextsState } from './contexts/contexts-state.ts';
export { ContextModel } from './contexts/context-model.ts';
export { ContextState } from './contexts/context-state.ts';
export { OrderKPredictor } from './contexts/order-k-predictor.ts';
export { decodeConfig, encodeConfig } from './configuration/config-bytes.ts';
export type { Fields, Optional, Shape } from './configuration/fields.ts';
export { LANE_BYTES, takesLanes } from './configuration/lanes.ts';
export {
  configForLevel,
  DEFAULT_LEVEL,
  FAST_LEVEL,
  MAX_LEVEL,
  MIN_LEVEL,
  MODEL_REVISION,
} from './configuration/levels.ts';
export {
  checkConfig,
  engineSettings,
  expertCount,
  memoryBytes,
  SCHEDULE_PERIOD,
  withBothStrands,
} from './configuration/model-config.ts';
export { configForLongReads, configForReads } from './configuration/read-levels.ts';
export type { Carrier, Report } from './dynamic/attribution.ts';
export { CARRIER, CARRIERS } from './dynamic/attribution.ts';
export type { LaneCarrier } from './dynamic/attributing-lanes.ts';
export { AttributingLanes } from './dynamic/attributing-lanes.ts';
export type { CarrierOf } from './dynamic/attributing-predictor.ts';
export { AttributingPredictor } from './dynamic/attributing-predictor.ts';
export type {
  BaseCoder,
  BaseCoderOptions,
  Capture,
  DecodeBasesOptions,
  Progress,
} from './dynamic/base-coder.ts';
export { DynamicModel } from './dynamic/dynamic-model.ts';
export { familiesOf, mixing } from './dynamic/mixing-config.ts';
export type { MixingConfig } from './dynamic/mixing-config.ts';
export type { ModelExperts } from './dynamic/model-lane.ts';
export { ModelLane } from './dynamic/model-lane.ts';
export type { ExpertStates } from './dynamic/model-state.ts';
export { ModelState } from './dynamic/model-state.ts';
export type {
  Configured,
  Expert,
  ExpertKind,
  ExpertLane,
  ExpertState,
  LaneSurroundings,
  Opinion,
  Surroundings,
} from './expert.ts';
export { EXPERT_KINDS, EXPERTS } from './experts.ts';
export type { ModelConfig } from './experts.ts';
export type { FastConfig, FastField } from './fast/fast-config.ts';
export { FastModel } from './fast/fast-model.ts';
export type { FrameConfig, FramesField } from './frames/frame-config.ts';
export { stateCount } from './frames/frame-config.ts';
export { FrameContexts } from './frames/frame-contexts.ts';
export { FrameModel } from './frames/frame-model.ts';
export { FrameState } from './frames/frame-state.ts';
export { FrameTable, FrameTables } from './frames/frame-tables.ts';
export { BaseHistory } from './history/base-history.ts';
export { KnownBases } from './history/known-bases.ts';
export type { ReadPlace } from './history/read-place.ts';
export { checkReadLengths } from './history/read-place.ts';
export { FrozenNetwork } from './networks/frozen-network.ts';
export { HiddenLayer, HiddenWeights } from './networks/hidden-layer.ts';
export type { NetworkConfig, NetworksField, View } from './networks/network-config.ts';
export { NETWORK_LIMITS, rowsOf, tokensOf } from './networks/network-config.ts';
export { NetworkRates } from './networks/network-rates.ts';
export { NetworkState } from './networks/network-state.ts';
export { NetworkExperts } from './networks/network-experts.ts';
export { NetworksState } from './networks/networks-state.ts';
export type { NetworkShape, NetworkWeights } from './networks/network-weights.ts';
export {
  checkWeights,
  decodeWeights,
  encodeWeights,
  OUTPUT_BIAS_LIMIT,
  OUTPUT_LIMIT,
  weightsOf,
} from './networks/network-weights.ts';
export { OutputLayer, OutputWeights } from './networks/output-layer.ts';
export { TokenNetwork } from './networks/token-network.ts';
export { Random } from './random.ts';
export { CopyConfidences } from './repeats/copy-confidences.ts';
export type { PoolConfig, RepeatConfig, SeedConfig } from './repeats/repeat-config.ts';
export { RepeatExperts } from './repeats/repeat-experts.ts';
export { RepeatPool } from './repeats/repeat-pool.ts';
export { RepeatState } from './repeats/repeat-state.ts';
export type { SeedPlaces } from './repeats/seed-places.ts';
export { ShortcutConfidences } from './repeats/shortcut-confidences.ts';
export { Shortcut } from './repeats/shortcut.ts';
export type { Schedule } from './schedule.ts';
export { scheduled } from './schedule.ts';
export type { Part } from './snapshot/part.ts';
export type { Prior, Segment } from './snapshot/segment.ts';
export { bytesOfSegments, readSegment } from './snapshot/segment.ts';
export type { Beginning, PartPlace, Snapshot } from './snapshot/snapshot.ts';
export { checkSnapshot, partPlaces, partSizes, partsOf } from './snapshot/snapshot.ts';
export type { Stateful } from './snapshot/stateful.ts';
export { loadState, saveState } from './snapshot/stateful.ts';
export type { AlignmentOpinion } from './translated/translated-experts.ts';
export { ALIGNMENT_SETS, TranslatedExperts } from './translated/translated-experts.ts';
export { TranslatedState } from './translated/translated-state.ts';
export type { CodonPlaces } from './translated/codon-places.ts';
export type { TranslatedCopies } from './translated/translated-copies.ts';
export type { Alignment } from './translated/alignment.ts';
export { CodonSubstitution } from './translated/codon-substitution.ts';
export { AMINO_ACIDS, END, residueOf } from './translated/genetic-code.ts';
export type { ProteinIndex } from './translated/protein-index.ts';
export { checkResidues, proteinPlaceBytes, proteinPlaces } from './translated/protein-index.ts';
export type { TranslationConfig, TranslationField } from './translated/translated-config.ts';
export { translationTables } from './translated/translation-tables.ts';
