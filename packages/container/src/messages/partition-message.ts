/**
 * Partition headers to and from their protobuf message. Neither direction lets a header pass that
 * breaks a limit of docs/format/README.md, "Partition".
 */
import { mostLanes, PmklcError } from '@pmklc/core';
import {
  BASE_MEMORY_BYTES,
  MAX_HEADER_BYTES,
  MAX_KNOWLEDGE_IDS,
  MAX_LANES,
  MAX_SIDE_STREAMS,
} from '../framing/format.ts';
import type { ModelInfo, PartitionHeader, PartitionInfo, StreamEntry } from './partition-header.ts';
import type { PartitionHeaderMessage } from './schema.ts';
import { formatNumber, numberedFormat } from './sequence-format.ts';
import { decodeMessage, encodeMessage, PartitionHeaderType, toSafeInteger } from './schema.ts';

const MIB = 2 ** 20;
const MAX_ID_BYTES = 64;
const MAX_PREDICTOR_ID_BYTES = 256;
const MAX_CONFIG_BYTES = 2 ** 15;
/** A read's, and its mate's. */
const MAX_READ_LENGTHS = 2;

/**
 * @param index number of the partition
 * @returns the message's bytes, at most `MAX_HEADER_BYTES`
 * @throws RangeError when a field is out of its range
 */
export function encodePartitionHeader(
  index: number,
  info: PartitionInfo,
  streams: readonly StreamEntry[],
): Uint8Array {
  const bytes = encodeMessage(PartitionHeaderType, toMessage(index, info, streams));
  try {
    decodePartitionHeader(bytes);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new RangeError(`not a valid partition: ${detail}`, { cause });
  }
  return bytes;
}

function toMessage(
  index: number,
  info: PartitionInfo,
  streams: readonly StreamEntry[],
): Partial<PartitionHeaderMessage> {
  const { model } = info;
  const { memoryBytes = 0 } = model;
  return {
    index: integer(index, 'index', 2 ** 32),
    format: formatNumber(info.format),
    baseCount: integer(info.baseCount, 'baseCount'),
    otherBytes: integer(info.inputBytes - info.baseCount, 'inputBytes - baseCount'),
    ...(info.contentCrc === undefined
      ? {}
      : { contentCrc: integer(info.contentCrc, 'contentCrc', 2 ** 32) }),
    sideStreams: streams.flatMap((s) => [
      integer(s.id, 'stream id'),
      s.packedBytes,
      integer(s.rawBytes, 'rawBytes'),
    ]),
    level: integer(model.level, 'level', 10),
    memoryMib: memoryBytes > BASE_MEMORY_BYTES ? toMib(memoryBytes) : 0,
    modelRevision: integer(model.revision ?? 0, 'model revision', 2 ** 32),
    modelConfig: model.config ?? new Uint8Array(0),
    bothStrands: model.bothStrands ?? false,
    lanes: lanesField(model.lanes ?? 1),
    knowledge: [...(model.knowledge ?? [])],
    snapshotDistance: distanceTo(model.snapshotFrom, index),
    basesKept: model.basesKept ?? false,
    primerDistance: distanceTo(model.prefixUpTo, index),
    snapshotBases: integer(model.snapshotBases ?? 0, 'snapshotBases'),
    readLengths: (model.readLengths ?? []).map((n) => integer(n, 'the length of a read', 2 ** 31)),
    ...(model.predictor
      ? { predictorId: model.predictor.id, predictorHash: model.predictor.hash }
      : {}),
  };
}

function distanceTo(origin: number | undefined, index: number): number {
  if (origin === undefined) return 0;
  const distance = index - integer(origin, 'the number of a partition');
  if (distance < 1) throw new RangeError('a model can only start from an earlier partition');
  return distance;
}

/**
 * @param bytes the message
 * @throws PmklcError `corrupt` when it breaks a rule, `unsupported-feature` when it uses a format of
 *   sequence or a level that this version does not have
 */
export function decodePartitionHeader(bytes: Uint8Array): PartitionHeader {
  check(bytes.length <= MAX_HEADER_BYTES, 'is too long');
  const message = decodeMessage(PartitionHeaderType, bytes, 'a partition header');
  const format = numberedFormat(message.format);
  if (format === undefined) throw unsupported(`sequence format ${message.format}`);
  const baseCount = toSafeInteger(message.baseCount, 'the number of bases');
  const inputBytes = baseCount + toSafeInteger(message.otherBytes, 'the number of input bytes');
  check(Number.isSafeInteger(inputBytes), 'has too many input bytes');
  return {
    index: message.index,
    format,
    inputBytes,
    baseCount,
    ...(message.contentCrc === null ? {} : { contentCrc: message.contentCrc }),
    streams: decodeStreams(message.sideStreams.map((x) => toSafeInteger(x, 'a stream length'))),
    model: decodeModel(message, baseCount),
  };
}

function decodeStreams(numbers: number[]): StreamEntry[] {
  check(numbers.length % 3 === 0, 'has an incomplete table of side streams');
  check(numbers.length <= 3 * MAX_SIDE_STREAMS, 'has too many side streams');
  const entries: StreamEntry[] = [];
  for (let i = 0; i < numbers.length; i += 3) {
    const [id, packedBytes, rawBytes] = numbers.slice(i, i + 3) as [number, number, number];
    entries.push({ id, packedBytes, rawBytes });
  }
  const ids = new Set(entries.map(({ id }) => id));
  check(ids.size === entries.length, 'has two side streams of one id');
  return entries;
}

function decodeModel(message: PartitionHeaderMessage, baseCount: number): ModelInfo {
  const { level, modelConfig, knowledge, lanes, memoryMib, bothStrands } = message;
  if (level > 9) throw unsupported(`level ${level}`);
  check(modelConfig.length <= MAX_CONFIG_BYTES, 'has a model configuration that is too long');
  check(
    !bothStrands || (level > 0 && baseCount > 0 && modelConfig.length === 0),
    'has both strands, but not the model of a level',
  );
  check(knowledge.length <= MAX_KNOWLEDGE_IDS, 'names too many models');
  check(
    knowledge.every((id) => id.length >= 1 && id.length <= MAX_ID_BYTES),
    'names a model by an id that is empty or too long',
  );
  check(
    knowledge.length === 0 || (level > 0 && baseCount > 0),
    'names static knowledge, but has no model to begin with it',
  );
  checkLanes(message, baseCount);
  check(memoryMib === 0 || memoryMib * MIB > BASE_MEMORY_BYTES, 'has an invalid memory size');
  return {
    level,
    revision: message.modelRevision,
    config: new Uint8Array(modelConfig),
    ...(bothStrands ? { bothStrands } : {}),
    lanes: Math.max(1, lanes),
    knowledge: knowledge.map((id) => new Uint8Array(id)),
    ...decodePassing(message, baseCount),
    ...decodeReadLengths(message, baseCount),
    memoryBytes: memoryMib * MIB || (level === 0 ? 0 : BASE_MEMORY_BYTES),
    ...decodePredictor(message),
  };
}

/** Only PMKLC's own models have several lanes; a predictor of somebody else's has one place in the sequence. */
function checkLanes(
  { lanes, level, predictorId }: PartitionHeaderMessage,
  baseCount: number,
): void {
  const most = Math.min(mostLanes(baseCount), MAX_LANES);
  check(lanes !== 1 && lanes <= most, 'has an invalid number of lanes');
  check(lanes === 0 || (level > 0 && predictorId === ''), 'has lanes, but a model of one');
}

/** References go backwards by construction: there are no cycles. */
function decodePassing(
  message: PartitionHeaderMessage,
  baseCount: number,
): Pick<ModelInfo, 'snapshotFrom' | 'snapshotBases' | 'basesKept' | 'prefixUpTo'> {
  const { index, snapshotDistance, basesKept, primerDistance } = message;
  const snapshotBases = toSafeInteger(message.snapshotBases, 'the snapshot');
  check(snapshotDistance <= index, 'starts from a partition that does not exist');
  check(primerDistance <= index, 'copies from a partition that does not exist');
  check(snapshotBases <= baseCount, 'keeps a state that it never reaches');
  return {
    ...(snapshotDistance > 0 ? { snapshotFrom: index - snapshotDistance } : {}),
    ...(snapshotBases > 0 ? { snapshotBases } : {}),
    ...(basesKept ? { basesKept } : {}),
    ...(primerDistance > 0 ? { prefixUpTo: index - primerDistance } : {}),
  };
}

function decodeReadLengths(
  { readLengths, level }: PartitionHeaderMessage,
  baseCount: number,
): Pick<ModelInfo, 'readLengths'> {
  if (readLengths.length === 0) return {};
  check(
    readLengths.length <= MAX_READ_LENGTHS && readLengths.every((n) => n >= 1 && n < 2 ** 31),
    'has reads of lengths that there are not',
  );
  check(level > 0 && baseCount > 0, 'has reads, but no model that knows of them');
  return { readLengths };
}

function decodePredictor(message: PartitionHeaderMessage): Pick<ModelInfo, 'predictor'> {
  const { predictorId: id, predictorHash: hash } = message;
  check((id === '') === (hash.length === 0), 'names a predictor only in part');
  if (id === '') return {};
  check(
    new TextEncoder().encode(id).length <= MAX_PREDICTOR_ID_BYTES && hash.length <= MAX_ID_BYTES,
    'names a predictor at too great a length',
  );
  return { predictor: { id, hash: new Uint8Array(hash) } };
}

/** One lane is the default, and a default is not written. */
function lanesField(lanes: number): number {
  if (lanes === 0) throw new RangeError(`lanes must be in 1..${MAX_LANES}, got 0`);
  return integer(lanes, 'lanes', MAX_LANES + 1) === 1 ? 0 : lanes;
}

function toMib(bytes: number): number {
  return integer(Math.ceil(bytes / MIB), 'memory in MiB', 2 ** 32);
}

function integer(value: number, what: string, bound = 2 ** 53): number {
  if (Number.isInteger(value) && value >= 0 && value < bound) return value;
  throw new RangeError(`${what} must be an integer in 0..${bound - 1}, got ${value}`);
}

function check(condition: boolean, what: string): void {
  if (!condition) throw new PmklcError('corrupt', `a partition header ${what}`);
}

function unsupported(what: string): PmklcError {
  return new PmklcError('unsupported-feature', `${what} needs a newer version of pmklc`);
}
