/**
 * One region that `pmklc view` was asked for: where it is, and how it is written.
 */
import type { OpenedArchive, SequenceRecord } from '@pmklc/codec';
import { FileError } from '../messages/errors.ts';
import { escapeText } from '../messages/escape-text.ts';
import type { Output } from '../files/output.ts';
import { parseRegion } from '../flags/parse-region.ts';

/** Residues of a record. */
export interface Extract {
  /** The region as the user wrote it. */
  readonly text: string;
  readonly record: SequenceRecord;
  /** From 0, the end not included. */
  readonly start: number;
  readonly end: number;
  /** Whether the user asked for more than there is. */
  readonly isClipped: boolean;
}

const LINE_END = Uint8Array.of(0x0a);

/** @throws FileError when there is no such record, or it does not reach that far */
export async function findExtract(archive: OpenedArchive, text: string): Promise<Extract> {
  const whole = await archive.find(text);
  if (whole !== undefined) {
    return { text, record: whole, start: 0, end: whole.length, isClipped: false };
  }
  const region = parseRegion(text);
  const record = region && (await archive.find(region.name));
  if (region === undefined || record === undefined) {
    throw new FileError(`there is no record "${region?.name ?? text}" (--list-records shows all)`);
  }
  const { length } = record;
  const { start, end = length } = region;
  if (start > length) throw new FileError(`${text} is behind the record's end at ${length}`);
  if (start > end) throw new FileError(`${text} ends before it starts`);
  return {
    text,
    record,
    start: start - 1,
    end: Math.min(end, length),
    isClipped: end > length,
  };
}

/** A title line with the region, and the residues in lines of the length that the record has. */
export async function writeFasta(
  archive: OpenedArchive,
  output: Output,
  { text, record, start, end }: Extract,
  isTerminal: boolean,
): Promise<void> {
  await output.write(Buffer.from(`>${isTerminal ? escapeText(text) : text}\n`));
  const width = record.lineBases || Infinity;
  let column = 0;
  for await (const chunk of archive.residues(record, start, end)) {
    await output.write(wrap(chunk, width, column));
    column = (column + chunk.length) % width;
  }
  if (column > 0) await output.write(LINE_END);
}

/** One object a line; `start` and `end` as in regions, from 1 and included. */
export async function writeJson(
  archive: OpenedArchive,
  output: Output,
  { record, start, end }: Extract,
): Promise<void> {
  const sequence = Buffer.from(await archive.read(record, start, end)).toString('latin1');
  const { name } = record;
  await output.write(Buffer.from(`${JSON.stringify({ name, start: start + 1, end, sequence })}\n`));
}

/** @param column residues that the current line has already, below `width` */
function wrap(residues: Uint8Array, width: number, column: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let room = width - column;
  for (let from = 0; from < residues.length;) {
    const piece = residues.subarray(from, from + room);
    pieces.push(piece);
    from += piece.length;
    room -= piece.length;
    if (room > 0) break;
    pieces.push(LINE_END);
    room = width;
  }
  return Buffer.concat(pieces);
}
