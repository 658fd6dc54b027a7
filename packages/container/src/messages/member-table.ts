/**
 * Table of members: what an archive of many files says about them, in columns. Only their sizes mean something here; what is in
 * a column is packed and understood elsewhere. Layout: docs/format/README.md, "Members".
 */
import { ByteReader, ByteWriter, concatBytes, PmklcError } from '@pmklc/core';
import { MAX_TABLE_BYTES, MAX_TABLE_COLUMNS } from '../framing/format.ts';
import type { PackedStream } from './partition-header.ts';
import { decodeMessage, encodeMessage, MemberTableType, toSafeInteger } from './schema.ts';

/** Numbers that the message has for a column. */
const NUMBERS_A_COLUMN = 3;

/** Table of members, its columns packed. */
export interface PackedTable {
  /** Members: files, folders and links. */
  readonly count: number;
  /** Columns; their ids differ. */
  readonly columns: readonly PackedStream[];
}

/**
 * Content of the record of members.
 * @throws RangeError when it is longer than a reader takes, or has too many columns
 */
export function encodeMemberTable({ count, columns }: PackedTable): Uint8Array {
  const message = encodeMessage(MemberTableType, {
    count,
    columns: columns.flatMap(({ id, bytes, rawBytes }) => [id, bytes.length, rawBytes]),
  });
  const length = new ByteWriter();
  length.varint(message.length);
  const pieces = [length.toUint8Array(), message, ...columns.map(({ bytes }) => bytes)];
  const content = concatBytes(pieces);
  if (content.length <= MAX_TABLE_BYTES && columns.length <= MAX_TABLE_COLUMNS) return content;
  throw new RangeError(`a table of members has at most ${MAX_TABLE_BYTES} bytes`);
}

/**
 * Columns are views of the content.
 * @throws PmklcError `corrupt` when no writer makes such a record
 */
export function decodeMemberTable(content: Uint8Array): PackedTable {
  const reader = new ByteReader(content);
  try {
    const message = decodeMessage(
      MemberTableType,
      reader.bytes(reader.varint()),
      'the table of members',
    );
    const count = toSafeInteger(message.count, 'the number of members');
    const numbers = message.columns.map((number) => toSafeInteger(number, 'a column of members'));
    const columns = columnsOf(numbers, reader);
    if (columns !== undefined && reader.remaining === 0) return { count, columns };
  } catch (cause) {
    if (!(cause instanceof PmklcError) || cause.code !== 'truncated') throw cause;
  }
  throw new PmklcError('corrupt', 'the table of members is not as long as it says');
}

/** The columns, or undefined when these are no numbers of columns. */
function columnsOf(
  numbers: readonly number[],
  reader: ByteReader,
): readonly PackedStream[] | undefined {
  const count = numbers.length / NUMBERS_A_COLUMN;
  if (!Number.isInteger(count) || count > MAX_TABLE_COLUMNS) return undefined;
  const columns: PackedStream[] = [];
  for (let at = 0; at < numbers.length; at += NUMBERS_A_COLUMN) {
    const [id, packedBytes, rawBytes] = numbers.slice(at) as [number, number, number];
    if (columns.some((column) => column.id === id)) return undefined;
    columns.push({ id, bytes: reader.bytes(packedBytes), rawBytes });
  }
  return columns;
}
