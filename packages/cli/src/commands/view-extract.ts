/**
 * One region that `pmklc view` was asked for: where it is, and how it is written.
 */
import type { OpenedArchive, SequenceRecord } from '@pmklc/codec';
import { FileError } from '../messages/errors.ts';
import { escapeText } from '../messages/escape-text.ts';
import type { Output } from '../files/output.ts';
import type { Region } from '../flags/parse-region.ts';
import { parseRegion } from '../flags/parse-region.ts';

/** Residues of a record. */
export interface Extract {
  /** The region as the user wrote it. */
  readonly text: string;
  readonly record: SequenceRecord;
  /** Residues of the record from `start`, counted from 0, to `end`, which is not included. */
  readonly start: number;
  readonly end: number;
  /** Whether the user asked for more than there is. */
  readonly isClipped: boolean;
}

const LINE_END = Uint8Array.of(0x0a);

/**
 * Looks up all regions, in the order given.
 * @throws FileError when there is no such record, or it does not reach that far
 */
export async function findExtracts(
  archive: OpenedArchive,
  texts: readonly string[],
): Promise<Extract[]> {
  // Names of reads end like ranges: who finds them all need not look for what is before the colon.
  const whole = await archive.findAll(texts);
  const regions = new Map(
    texts.filter((text) => !whole.has(text)).map((text) => [text, parseRegion(text)]),
  );
  const named = [...regions.values()].flatMap((region) => region?.name ?? []);
  const records = await archive.findAll(named);
  return texts.map((text) => {
    const record = whole.get(text);
    if (record === undefined) return extractOf(text, regions.get(text), records);
    return { text, record, start: 0, end: record.length, isClipped: false };
  });
}

function extractOf(
  text: string,
  region: Region | undefined,
  records: ReadonlyMap<string, SequenceRecord>,
): Extract {
  const record = region && records.get(region.name);
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
  output: Output,
  { text, record }: Extract,
  residues: AsyncIterable<Uint8Array>,
  isTerminal: boolean,
): Promise<void> {
  const title = Buffer.from(`>${isTerminal ? escapeText(text) : text}\n`);
  const width = record.lineBases || Infinity;
  let column = 0;
  // The title waits for the first residues: before them, decoding may fail.
  let isBegun = false;
  for await (const chunk of residues) {
    if (!isBegun) await output.write(title);
    isBegun = true;
    await output.write(wrap(chunk, width, column));
    column = (column + chunk.length) % width;
  }
  if (!isBegun) await output.write(title);
  if (column > 0) await output.write(LINE_END);
}

/** One object a line; `start` and `end` as in regions, from 1 and included. */
export async function writeJson(
  output: Output,
  { record, start, end }: Extract,
  residues: AsyncIterable<Uint8Array>,
): Promise<void> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of residues) chunks.push(chunk);
  const sequence = Buffer.concat(chunks).toString('latin1');
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
