export type { InspectOptions } from './inspect/inspect-archive.ts';
export { inspectArchive } from './inspect/inspect-archive.ts';
export type {
  CarriedBases,
  InspectedPartition,
  Inspection,
  Profile,
  StreamSize,
} from './inspect/inspection.ts';
export type { NamedFormat } from './inspect/named-format.ts';
export { namedFormat } from './inspect/named-format.ts';
export type { InspectedRecord } from './inspect/record-list.ts';
export {
  autoPartitions,
  LEAST_PARTITION_BYTES,
  sensiblePartitions,
} from './split/auto-partitions.ts';
export { compress, compressStream } from './compress.ts';
export { decodePartition } from './partition/decode-partition.ts';
export { readLengthsOf } from './partition/read-lengths.ts';
export type { CollectionOptions } from './collection/pack-collection.ts';
export { packCollection } from './collection/pack-collection.ts';
export type { Member, MemberInput, MemberKind } from './collection/member.ts';
export type { OpenedCollection } from './collection/open-collection.ts';
export { openCollection, readMembers } from './collection/open-collection.ts';
export type { MemberPiece } from './collection/member-cutter.ts';
export { unpackMembers } from './collection/unpack-collection.ts';
export { isFast, isForReads } from './partition/reads-model.ts';
export { decompress, decompressStream } from './decompress.ts';
export type {
  CodingContext,
  EncodedPartition,
  EncodeSettings,
  JobContext,
  PartitionRunner,
  SelectMode,
  StoredPartition,
} from './partition/job.ts';
export { SELECT_MODES } from './partition/job.ts';
export { encodePartition } from './partition/encode-partition.ts';
export type { PassedState, PassingTopology } from './passing/passing-plan.ts';
export { DEFAULT_PARTITION_BASES } from './partition/model-plan.ts';
export type { ArchiveSource, OpenedArchive, RecordRange } from './random-access/open-archive.ts';
export { openArchive } from './random-access/open-archive.ts';
export type { ProgressReport } from './flow/progress-meter.ts';
export { Semaphore } from './flow/semaphore.ts';
export type {
  ByteSource,
  MateNames,
  CodingListeners,
  CodingOptions,
  CompressListeners,
  CompressOptions,
  DecompressOptions,
  KnowledgeOptions,
  PackOptions,
  PartitionOptions,
  PassingOptions,
  PrivateNetworkOptions,
} from './options.ts';
export type { Engine, EngineName } from './partition/model-coder.ts';
export type { PredictorPlugin } from './plugin.ts';
export type { OpenOptions } from './random-access/original-bytes.ts';
export { createInProcessRunner, inProcessRunner } from './partition/partition-runner.ts';
export type { LineRun, SequenceRecord } from './records/sequence-record.ts';
export { isFaiRecord } from './records/sequence-record.ts';
export type { MissingRange } from './salvage/missing-range.ts';
export type { SalvageOptions } from './salvage/salvage-stream.ts';
export type { BrokenMember, SalvageMembersOptions } from './collection/salvage-collection.ts';
export { salvageMembers } from './collection/salvage-collection.ts';
export { salvageStream } from './salvage/salvage-stream.ts';
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
export { DEFAULT_MEMORY_LIMIT_BYTES } from '@pmklc/container';
export type { ByteTransform } from './transform-streams.ts';
export { compressTransform, decompressTransform } from './transform-streams.ts';
export type { JobFolder } from './jobs/job-folder.ts';
export type { JobOptions } from './jobs/run-job.ts';
export { runJob } from './jobs/run-job.ts';
export type { JoinOptions } from './jobs/join-jobs.ts';
export { joinJobs } from './jobs/join-jobs.ts';
export type { SplitPackingOptions, SplitSummary } from './jobs/split-jobs.ts';
export { splitPacking, splitUnpacking } from './jobs/split-jobs.ts';
export type { JobPlan, PlannedJob } from './jobs/plan-jobs.ts';
export { planPacking, planUnpacking } from './jobs/plan-jobs.ts';
