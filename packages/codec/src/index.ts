export type { InspectOptions } from './inspect/inspect-archive.ts';
export { inspectArchive } from './inspect/inspect-archive.ts';
export type {
  CarriedBases,
  InspectedPartition,
  Inspection,
  Profile,
  StreamSize,
} from './inspect/inspection.ts';
export type { InspectedRecord } from './inspect/record-list.ts';
export {
  autoPartitions,
  LEAST_PARTITION_BYTES,
  sensiblePartitions,
} from './split/auto-partitions.ts';
export { compress, compressStream } from './compress.ts';
export type { StoredPartition } from './partition/decode-partition.ts';
export { decodePartition } from './partition/decode-partition.ts';
export { decompress, decompressStream } from './decompress.ts';
export type {
  CodingContext,
  EncodedPartition,
  EncodeSettings,
} from './partition/encode-partition.ts';
export { encodePartition } from './partition/encode-partition.ts';
export type { HandedOver, SmpTopology } from './passing/passing-plan.ts';
export { DEFAULT_PARTITION_BASES } from './partition/model-plan.ts';
export type { ArchiveSource, OpenedArchive, RecordRange } from './random-access/open-archive.ts';
export { openArchive } from './random-access/open-archive.ts';
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
export type { OpenOptions } from './random-access/original-bytes.ts';
export type { JobContext, PartitionRunner } from './partition/partition-runner.ts';
export { inProcessRunner } from './partition/partition-runner.ts';
export type { LineRun, SequenceRecord } from './records/sequence-record.ts';
export { isFaiRecord } from './records/sequence-record.ts';
export type { MissingStretch, SalvageOptions } from './salvage/salvage-stream.ts';
export { salvageStream } from './salvage/salvage-stream.ts';
export { Slots } from './flow/semaphore.ts';
export type {
  PrivateTraining,
  TrainedNetwork,
  TrainingReport,
  TrainPrivate,
} from './private-network/private-training.ts';
export type { SequenceBlock, SequenceFormat } from '@pmklc/sequence';
export { DynamicModel } from '@pmklc/models';
export { createReferenceCoder, referenceCoder } from './partition/reference-coder.ts';
export type { StrandCount } from './partition/strand-choice.ts';
export type { Trial } from '@pmklc/knowledge';
