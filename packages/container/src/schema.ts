/**
 * Types around the generated protobuf code, and the rule that a message has one encoding only:
 * one that would be written otherwise is corrupt. Fields: proto/pmklc.proto.
 */
import { PmklcError } from '@pmklc/core';
import $protobuf from 'protobufjs/minimal.js';
import { pmklc } from './generated/pmklc.ts';

/** A 64-bit integer as protobufjs gives it. */
type Uint64 = number | { toNumber(): number };

/** ArchiveHeader of proto/pmklc.proto, as decoded. */
export interface ArchiveHeaderMessage {
  requiredFeatures: number[];
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
}

/** Trailer of proto/pmklc.proto, as decoded. */
export interface TrailerMessage {
  partitionBytes: Uint64[];
  inputBytes: Uint64[];
}

/** One message type of the generated code. */
export interface MessageType<T> {
  encode(message: Partial<T>): { finish(): Uint8Array };
  decode(reader: $protobuf.Reader): T;
}

export const ArchiveHeaderType = pmklc.ArchiveHeader as MessageType<ArchiveHeaderMessage>;
export const PartitionHeaderType = pmklc.PartitionHeader as MessageType<PartitionHeaderMessage>;
export const TrailerType = pmklc.Trailer as MessageType<TrailerMessage>;

/** The bytes of a message; fields left out or at their default take none. */
export function encodeMessage<T>(type: MessageType<T>, message: Partial<T>): Uint8Array {
  return new Uint8Array(type.encode(message).finish());
}

/**
 * @param what names the message in errors
 * @throws PmklcError `corrupt` when it is no message, or not written as this format requires
 */
export function decodeMessage<T>(type: MessageType<T>, bytes: Uint8Array, what: string): T {
  let message: T;
  let canonical: Uint8Array;
  try {
    const reader = $protobuf.Reader.create(bytes);
    // Fields of a later version must survive, for the comparison below.
    reader.discardUnknown = false;
    message = type.decode(reader);
    canonical = type.encode(message as Partial<T>).finish();
  } catch (cause) {
    throw new PmklcError('corrupt', `${what} cannot be read`, { cause });
  }
  if (Buffer.compare(canonical, bytes) !== 0) {
    throw new PmklcError('corrupt', `${what} is not in canonical form`);
  }
  return message;
}

/** @throws PmklcError `corrupt` above 2^53-1, where integers are no longer exact here */
export function toSafeInteger(value: Uint64, what: string): number {
  const number = typeof value === 'number' ? value : value.toNumber();
  if (!Number.isSafeInteger(number)) throw new PmklcError('corrupt', `${what} is too large`);
  return number;
}
