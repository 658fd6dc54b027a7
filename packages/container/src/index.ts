export type { ArchiveHeader } from './archive-header.ts';
export type { ArchiveSummary } from './archive-reader.ts';
export { ArchiveReader, readArchives } from './archive-reader.ts';
export type { ByteSink, PartitionContent, WriteOptions } from './archive-writer.ts';
export { ArchiveWriter } from './archive-writer.ts';
export type { ByteSource } from './byte-queue.ts';
export { crc32, DigestStream } from './checksum.ts';
export type { RandomAccessSource, ReadableHandle } from './file-source.ts';
export { byteSource, fileSource } from './file-source.ts';
export {
  BASE_MEMORY_BYTES,
  BYTES_A_BASE,
  DEFAULT_FRAME_BYTES,
  DEFAULT_MEMORY_LIMIT_BYTES,
  DIGEST_BYTES,
  FORMAT_VERSION,
  MAGIC,
  MAX_FRAME_BYTES,
} from './format.ts';
export type {
  ExternalPredictor,
  ModelInfo,
  PackedStream,
  PartitionHeader,
  PartitionInfo,
  SequenceFormat,
  StreamEntry,
} from './partition-header.ts';
export type { ReadOptions } from './partition-reader.ts';
export { PartitionReader } from './partition-reader.ts';
export type { ArchiveIndex, PartitionLocation } from './read-index.ts';
export { readIndex, readPartition } from './read-index.ts';
export type { FoundPartition, FoundTrailer } from './scan-damaged.ts';
export { scanDamaged } from './scan-damaged.ts';
export type { PartitionSizes } from './trailer.ts';
