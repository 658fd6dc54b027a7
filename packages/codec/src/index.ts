export type { InspectOptions } from './inspect/inspect-archive.ts';
export { inspectArchive } from './inspect/inspect-archive.ts';
export type {
  CarriedBases,
  InspectedPartition,
  Inspection,
  StreamSize,
} from './inspect/inspection.ts';
export type { Profile } from './inspect/profile.ts';
export type { InspectedRecord } from './inspect/record-list.ts';
export { autoPartitions } from './auto-partitions.ts';
export { compress, compressStream } from './compress.ts';
export type { StoredPartition } from './decode-partition.ts';
export { decodePartition } from './decode-partition.ts';
export { decompress, decompressStream } from './decompress.ts';
export type { CodingContext, EncodedPartition, EncodeSettings } from './encode-partition.ts';
export { encodePartition } from './encode-partition.ts';
export type { HandedOver, SmpTopology } from './hand-over-plan.ts';
export { DEFAULT_PARTITION_BASES } from './model-plan.ts';
export type { ArchiveSource, OpenedArchive } from './open-archive.ts';
export { openArchive } from './open-archive.ts';
export type {
  ByteSource,
  CodingOptions,
  CompressOptions,
  DecompressOptions,
  EngineName,
  PredictorPlugin,
  ProgressReport,
  SelectMode,
} from './options.ts';
export { DEFAULT_MEMORY_LIMIT_BYTES, SELECT_MODES } from './options.ts';
export type { OpenOptions } from './partition-texts.ts';
export type { JobContext, PartitionRunner } from './partition-runner.ts';
export { inProcessRunner } from './partition-runner.ts';
export type { LineRun, SequenceRecord } from './sequence-record.ts';
export { isFaiRecord } from './sequence-record.ts';
export type { MissingStretch, SalvageOptions } from './salvage.ts';
export { salvageStream } from './salvage.ts';
export { Slots } from './slots.ts';
export type {
  PrivateTraining,
  TrainedNetwork,
  TrainingReport,
  TrainPrivate,
} from './private-training.ts';
export type { SequenceBlock, SequenceFormat } from '@pmklc/sequence';
export { DynamicPredictor } from './dynamic-predictor.ts';
export { createReferenceCoder, referenceCoder } from './reference-coder.ts';
export type { StrandCount } from './strand-choice.ts';
export type { Trial } from '@pmklc/knowledge';
