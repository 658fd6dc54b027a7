/**
 * The record of a block: bases, four a byte, and side streams as they are. Layout: docs/format/jobs.md, "Block".
 */
import { PmklcError } from '@pmklc/core';
import { BlockHeaderType, type BlockHeaderMessage, toSafeInteger } from '../messages/schema.ts';
import { formatNumber, numberedFormat, type SequenceFormat } from '../messages/sequence-format.ts';
import type { RecordContent } from '../writing/record-frames.ts';
import { type JobFileReader, KIND_BLOCK, messageRecord } from './job-file.ts';

const BASES_A_BYTE = 4;

/** A block, as `SequenceBlock` of `@pmklc/sequence`. */
export interface PlainBlock {
  readonly format: SequenceFormat;
  /** Bytes of the input. */
  readonly inputBytes: number;
  /** Bases 0..3, one a byte. */
  readonly bases: Uint8Array;
  readonly streams: readonly { readonly id: number; readonly bytes: Uint8Array }[];
  /** Rows of an alignment: residues of one, and of the first. */
  readonly rows?: { readonly width: number; readonly first: number };
}

/** The record of a block. */
export function blockRecord({
  format,
  inputBytes,
  bases,
  streams,
  rows,
}: PlainBlock): RecordContent {
  const message = {
    format: formatNumber(format),
    baseCount: bases.length,
    otherBytes: inputBytes - bases.length,
    sideStreams: streams.flatMap(({ id, bytes }) => [id, bytes.length]),
    rowWidth: rows?.width ?? 0,
    firstRow: rows?.first ?? 0,
  };
  const body = [packBases(bases), ...streams.map(({ bytes }) => bytes)];
  return messageRecord(KIND_BLOCK, BlockHeaderType, message, body);
}

/**
 * Reads the record of a block.
 * @throws PmklcError `corrupt` when no writer makes such a record, and as `readFrame`
 */
export async function readBlock(reader: JobFileReader): Promise<PlainBlock> {
  const { message, rest } = await reader.record(KIND_BLOCK, BlockHeaderType, 'a block');
  const number = (value: BlockHeaderMessage['baseCount']) => toSafeInteger(value, 'a block');
  const format = numberedFormat(message.format);
  const baseCount = number(message.baseCount);
  const [width, first] = [number(message.rowWidth), number(message.firstRow)];
  const streams = streamsOf(message.sideStreams.map(number), rest, baseCount);
  if (
    format === undefined ||
    streams === undefined ||
    first > width ||
    (width > 0 && first === 0)
  ) {
    throw new PmklcError('corrupt', 'a block is not what its header says');
  }
  return {
    format,
    inputBytes: baseCount + number(message.otherBytes),
    bases: unpackBases(rest, baseCount),
    streams,
    ...(width > 0 && { rows: { width, first } }),
  };
}

/** Side streams behind the bases; undefined when the bytes are not as many as the header says. */
function streamsOf(
  numbers: readonly number[],
  rest: Uint8Array,
  baseCount: number,
): PlainBlock['streams'] | undefined {
  const streams = [];
  let at = Math.ceil(baseCount / BASES_A_BYTE);
  let last = -1;
  for (let i = 0; i < numbers.length; i += 2) {
    const [id, length = -1] = [numbers[i]!, numbers[i + 1]];
    if (id <= last || length < 0) return undefined;
    last = id;
    streams.push({ id, bytes: rest.subarray(at, at + length) });
    at += length;
  }
  return at === rest.length ? streams : undefined;
}

/** Four bases a byte, the first in the lowest bits; what is left of the last byte is 0. */
function packBases(bases: Uint8Array): Uint8Array {
  const packed = new Uint8Array(Math.ceil(bases.length / BASES_A_BYTE));
  for (let i = 0; i < bases.length; i++) packed[i >> 2]! |= bases[i]! << (2 * (i & 3));
  return packed;
}

function unpackBases(packed: Uint8Array, count: number): Uint8Array {
  const bases = new Uint8Array(count);
  for (let i = 0; i < count; i++) bases[i] = (packed[i >> 2]! >> (2 * (i & 3))) & 3;
  if (count % BASES_A_BYTE > 0 && packed[count >> 2]! >> (2 * (count & 3)) !== 0) {
    throw new PmklcError('corrupt', 'something follows the bases of a block');
  }
  return bases;
}
