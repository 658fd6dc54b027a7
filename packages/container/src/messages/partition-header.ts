/**
 * Partition header: what an archive says about one partition. Limits: docs/format/README.md, "Partition".
 */
import type { SequenceFormat } from './sequence-format.ts';

/** A side stream as stored: packed, with the length it must unpack to. */
export interface PackedStream {
  /** Integer 0..2^53-1, unique in the partition; what it means is documented by who wrote it. */
  readonly id: number;
  readonly bytes: Uint8Array;
  /** Bytes when unpacked. */
  readonly rawBytes: number;
}

/** A side stream in a partition's header. */
export interface StreamEntry {
  readonly id: number;
  /** Bytes in the archive. */
  readonly packedBytes: number;
  /** Bytes when unpacked. */
  readonly rawBytes: number;
}

/** A predictor that is not part of PMKLC. */
export interface ExternalPredictor {
  /** Names it, at most 256 bytes in UTF-8. Comes from the file: escape it before printing. */
  readonly id: string;
  /** Hash of its parameters, 1..64 bytes. */
  readonly hash: Uint8Array;
}

/** Description of the model that predicted the bases. Opaque here: the codec gives it a meaning. */
export interface ModelInfo {
  /** 1..9; 0: no model. */
  readonly level: number;
  /** Revision of the model's arithmetic, 0..2^32-1. */
  readonly revision: number;
  /** The model's configuration, at most 32 KiB; empty: that of the level. */
  readonly config: Uint8Array;
  /** Whether the contexts of the level's model learn from the opposite strand, too; not with a configuration. Default false. */
  readonly bothStrands?: boolean;
  /**
   * Lanes, parts of the bases that are coded in lock step, 1..4096; at most one for each 1,024 bases, and one without a level or with
   * `predictor`.
   */
  readonly lanes: number;
  /** Ids of the static knowledge in use, at most 64 of 1..64 bytes. */
  readonly knowledge: readonly Uint8Array[];
  /** Index of an earlier partition whose kept state the model starts from; absent: its initial state. */
  readonly snapshotFrom?: number;
  /** The state after so many bases of this partition, >= 1, is kept for later ones; absent: none is. */
  readonly snapshotBases?: number;
  /** Whether the partition's bases are kept, for later ones to copy from. Default false. */
  readonly basesKept?: boolean;
  /** The model knows all bases that were kept of partitions up to this one, before its own; absent: none. */
  readonly prefixUpTo?: number;
  /** Bases of the reads, in turn: one length of all, or one of each mate, 1..2^31-1; absent: not known. */
  readonly readLengths?: readonly number[];
  /**
   * Memory that the model needs, besides the sequence: a multiple of 1 MiB, at least 64 MiB
   * (which may be 0 at level 0).
   */
  readonly memoryBytes: number;
  readonly predictor?: ExternalPredictor;
}

/** A partition's header, as read. */
export interface PartitionHeader {
  /** Number of the partition in its archive, from 0. */
  readonly index: number;
  readonly format: SequenceFormat;
  /** Bytes of the original input in this partition. */
  readonly inputBytes: number;
  /** Bases in the payload, at most `inputBytes`. */
  readonly baseCount: number;
  /** CRC-32 of the partition's input bytes; may be absent when it is the only partition. */
  readonly contentCrc?: number;
  readonly streams: readonly StreamEntry[];
  readonly model: ModelInfo;
}

/** Partition as a writer is told of it; the index and the table of streams follow from the calls. */
export interface PartitionInfo extends Omit<PartitionHeader, 'index' | 'streams' | 'model'> {
  /** Defaults: revision 0, no config, 1 lane, no knowledge, 64 MiB. Memory is rounded up to MiB. */
  readonly model: Pick<ModelInfo, 'level'> & Partial<ModelInfo>;
}
