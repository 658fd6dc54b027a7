/**
 * Types around the generated protobuf code, and the rule that a message has one encoding only:
 * one that would be written otherwise is corrupt. Fields: proto/pmklc.proto.
 */
import { equalBytes, PmklcError } from '@pmklc/core';
import $protobuf from 'protobufjs/minimal.js';
import { pmklc } from '../generated/pmklc.ts';

/** A 64-bit integer as protobufjs gives it. */
type Uint64 = number | { toNumber(): number };

/** ArchiveHeader of proto/pmklc.proto, as decoded. */
export interface ArchiveHeaderMessage {
  requiredFeatures: number[];
  mateNames: string[];
}

/** MemberTable of proto/pmklc.proto, as decoded. */
export interface MemberTableMessage {
  count: Uint64;
  columns: Uint64[];
}

/** PartitionHeader of proto/pmklc.proto, as decoded. */
export interface PartitionHeaderMessage {
  index: number;
  format: number;
  baseCount: Uint64;
  otherBytes: Uint64;
  contentCrc: number | null;
  sideStreams: Uint64[];
  level: number;
  memoryMib: number;
  modelRevision: number;
  modelConfig: Uint8Array;
  lanes: number;
  knowledge: Uint8Array[];
  snapshotDistance: number;
  snapshotBases: Uint64;
  predictorId: string;
  predictorHash: Uint8Array;
  basesKept: boolean;
  primerDistance: number;
  bothStrands: boolean;
  readLengths: number[];
}

/** Trailer of proto/pmklc.proto, as decoded. */
export interface TrailerMessage {
  partitionBytes: Uint64[];
  inputBytes: Uint64[];
}

/** JobHeader of proto/pmklc.proto, as decoded. */
export interface JobHeaderMessage {
  index: number;
  task: number;
  primerIndices: number[];
  primerIds: Uint8Array[];
  originId: Uint8Array;
  contentCrc: number | null;
  snapshotDistance: number;
  snapshotBases: Uint64;
  basesKept: boolean;
  primerDistance: number;
  level: number;
  modelRevision: number;
  modelConfig: Uint8Array;
  lanes: number;
  memoryLimit: Uint64;
  selection: number;
  packs: Uint8Array[];
}

/** BlockHeader of proto/pmklc.proto, as decoded. */
export interface BlockHeaderMessage {
  format: number;
  baseCount: Uint64;
  otherBytes: Uint64;
  sideStreams: Uint64[];
  rowWidth: Uint64;
  firstRow: Uint64;
}

/** ResultHeader of proto/pmklc.proto, as decoded. */
export interface ResultHeaderMessage {
  jobId: Uint8Array;
}

/** SnapshotHeader of proto/pmklc.proto, as decoded. */
export interface SnapshotHeaderMessage {
  jobId: Uint8Array;
  bases: Uint64;
  partBytes: Uint64[];
}

/** Skeleton of proto/pmklc.proto, as decoded. */
export interface SkeletonMessage {
  task: number;
  digest: Uint8Array;
  jobIds: Uint8Array[];
}

/** Generated code of one message type. */
interface GeneratedType<T> {
  encode(message: Partial<T>): { finish(): Uint8Array };
  /** `$unknowns`: the fields that it does not know, each whole. */
  decode(reader: $protobuf.Reader): T & { readonly $unknowns?: readonly Uint8Array[] };
}

/** One message type. */
export interface MessageType<T> {
  readonly generated: GeneratedType<T>;
  /** The highest number of a field that this version knows. */
  readonly lastField: number;
}

export const ArchiveHeaderType: MessageType<ArchiveHeaderMessage> = {
  generated: pmklc.ArchiveHeader as GeneratedType<ArchiveHeaderMessage>,
  lastField: 2,
};
export const MemberTableType: MessageType<MemberTableMessage> = {
  generated: pmklc.MemberTable as GeneratedType<MemberTableMessage>,
  lastField: 2,
};
export const PartitionHeaderType: MessageType<PartitionHeaderMessage> = {
  generated: pmklc.PartitionHeader as GeneratedType<PartitionHeaderMessage>,
  lastField: 20,
};
export const TrailerType: MessageType<TrailerMessage> = {
  generated: pmklc.Trailer as GeneratedType<TrailerMessage>,
  lastField: 2,
};

export const JobHeaderType: MessageType<JobHeaderMessage> = {
  generated: pmklc.JobHeader as GeneratedType<JobHeaderMessage>,
  lastField: 17,
};
export const BlockHeaderType: MessageType<BlockHeaderMessage> = {
  generated: pmklc.BlockHeader as GeneratedType<BlockHeaderMessage>,
  lastField: 6,
};
export const ResultHeaderType: MessageType<ResultHeaderMessage> = {
  generated: pmklc.ResultHeader as GeneratedType<ResultHeaderMessage>,
  lastField: 1,
};
export const SnapshotHeaderType: MessageType<SnapshotHeaderMessage> = {
  generated: pmklc.SnapshotHeader as GeneratedType<SnapshotHeaderMessage>,
  lastField: 3,
};
export const SkeletonType: MessageType<SkeletonMessage> = {
  generated: pmklc.Skeleton as GeneratedType<SkeletonMessage>,
  lastField: 3,
};

/** The bytes of a message; fields left out or at their default take none. */
export function encodeMessage<T>(type: MessageType<T>, message: Partial<T>): Uint8Array {
  return new Uint8Array(type.generated.encode(message).finish());
}

/**
 * @param what names the message in errors
 * @throws PmklcError `corrupt` when it is no message, or not written as this format requires
 */
export function decodeMessage<T>(type: MessageType<T>, bytes: Uint8Array, what: string): T {
  let message: ReturnType<GeneratedType<T>['decode']>;
  let canonical: Uint8Array;
  try {
    const reader = $protobuf.Reader.create(bytes);
    // Fields of a later version must survive, for the comparison below.
    reader.discardUnknown = false;
    message = type.generated.decode(reader);
    canonical = type.generated.encode(message as Partial<T>).finish();
  } catch (cause) {
    throw new PmklcError('corrupt', `${what} cannot be read`, { cause });
  }
  // A known field of another type counts as unknown there.
  const isOfLaterVersion = (field: Uint8Array) => fieldNumber(field) > type.lastField;
  if (!equalBytes(canonical, bytes) || !(message.$unknowns ?? []).every(isOfLaterVersion)) {
    throw new PmklcError('corrupt', `${what} is not in canonical form`);
  }
  return message;
}

function fieldNumber(field: Uint8Array): number {
  return $protobuf.Reader.create(field).uint32() >>> 3;
}

/** @throws PmklcError `corrupt` above 2^53-1, where integers are no longer exact here */
export function toSafeInteger(value: Uint64, what: string): number {
  const number = typeof value === 'number' ? value : value.toNumber();
  if (!Number.isSafeInteger(number)) throw new PmklcError('corrupt', `${what} is too large`);
  return number;
}
