export type { ArchiveFacts, ArchiveHeader, MateNames } from './messages/archive-header.ts';
export type { ArchiveSummary } from './reading/archive-reader.ts';
export { ArchiveReader, readArchives } from './reading/archive-reader.ts';
export type { ByteSink, WriteOptions } from './writing/archive-writer.ts';
export type { PartitionContent } from './writing/partition-record.ts';
export { ArchiveWriter } from './writing/archive-writer.ts';
export type { ByteSource } from './framing/byte-queue.ts';
export { checkChunk, checkSource } from './framing/byte-queue.ts';
export { crc32, DigestStream } from './framing/checksum.ts';
export type { RandomAccessSource, ReadableHandle } from './reading/file-source.ts';
export { byteSource, fileSource } from './reading/file-source.ts';
export type { Fetch, FetchAnswer, FetchRequest } from './reading/http-ranges.ts';
export type { HttpOptions, HttpSource } from './reading/http-source.ts';
export { httpSource } from './reading/http-source.ts';
export type { RemoteErrorCode } from './reading/remote-error.ts';
export { RemoteError } from './reading/remote-error.ts';
export {
  BASE_MEMORY_BYTES,
  BYTES_A_BASE,
  DEFAULT_FRAME_BYTES,
  DEFAULT_MEMORY_LIMIT_BYTES,
  DIGEST_BYTES,
  FORMAT_VERSION,
  MAGIC,
  MAX_FRAME_BYTES,
  MAX_LANES,
} from './framing/format.ts';
export type {
  ExternalPredictor,
  ModelInfo,
  PackedStream,
  PartitionHeader,
  PartitionInfo,
  StreamEntry,
} from './messages/partition-header.ts';
export type { SequenceFormat } from './messages/sequence-format.ts';
export type { PackedTable } from './messages/member-table.ts';
export { decodeMemberTable, encodeMemberTable } from './messages/member-table.ts';
export type { ReadOptions } from './reading/partition-reader.ts';
export { PartitionReader } from './reading/partition-reader.ts';
export type { ArchiveIndex, PartitionLocation } from './reading/read-index.ts';
export { readIndex, readPartition } from './reading/read-index.ts';
export type {
  FoundMembers,
  FoundPartition,
  FoundTrailer,
  ScanOptions,
} from './reading/scan-damaged.ts';
export { scanDamaged } from './reading/scan-damaged.ts';
export type { PartitionSizes } from './framing/trailer.ts';
export type { PlainBlock } from './jobs/block-record.ts';
export type { CodedPartition, JobContent, NewContent } from './jobs/job-content.ts';
export { encodeJob, encodeResult, readJob, readResult } from './jobs/job-content.ts';
export type { EarlierJob, JobHeader, PackSettings, Selection, Task } from './jobs/job-header.ts';
export type { Skeleton } from './jobs/skeleton-file.ts';
export { encodeSkeleton, readSkeleton } from './jobs/skeleton-file.ts';
export type { PlainSnapshot } from './jobs/snapshot-file.ts';
export { encodeSnapshotFile, readSnapshotFile } from './jobs/snapshot-file.ts';
