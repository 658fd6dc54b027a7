/**
 * One region that `pmklc view` was asked for: where it is, and how it is written.
 */
import type { OpenedArchive, SequenceRecord } from '@pmklc/codec';
import { FileError } from '../messages/errors.ts';
import { escapeText } from '../messages/escape-text.ts';
import type { Output } from '../files/output.ts';
import type { Region } from '../flags/parse-region.ts';
import { parseBraces, parseRegion } from '../flags/parse-region.ts';
import type { RegionRequest } from '../flags/read-regions.ts';

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
  /** Whether the opposite strand is shown. */
  readonly isReversed: boolean;
}

const LINE_END = Uint8Array.of(0x0a);

/** Ends a region that is read on the opposite strand, as samtools faidx -i calls it. */
const REVERSED = '/rc';

/**
 * Looks up all regions, in the order given.
 * @throws FileError when there is no such record, or it does not reach that far
 */
export async function findExtracts(
  archive: OpenedArchive,
  requests: readonly RegionRequest[],
): Promise<Extract[]> {
  const texts = requests.flatMap(({ text, region }) => (region ? [] : [text, withoutEnd(text)]));
  // Names of reads end like ranges: who finds them all need not look for what is before the colon.
  const whole = await archive.findAll(texts);
  const regions = requests.map((request) => regionOf(request, whole));
  const named = regions.flatMap(({ region }) => region?.name ?? []);
  const records = await archive.findAll(named);
  return regions.map(({ text, isReversed, record, region }) => {
    const shown = isReversed ? `${text}${REVERSED}` : text;
    if (record === undefined) return extractOf(shown, isReversed, region, records);
    return { text: shown, record, start: 0, end: record.length, isClipped: false, isReversed };
  });
}

/** A request, its text without `/rc`, with the record that it names, or what must be looked for otherwise. */
interface Understood extends RegionRequest {
  readonly record?: SequenceRecord;
}

function regionOf(request: RegionRequest, whole: ReadonlyMap<string, SequenceRecord>): Understood {
  if (request.region !== undefined) return request;
  const { text } = request;
  const own = whole.get(text);
  if (own !== undefined) return { ...request, record: own };
  const inner = withoutEnd(text);
  const isReversed = request.isReversed !== (inner !== text);
  const record = whole.get(inner);
  if (record !== undefined) return { text: inner, isReversed, record };
  const region = parseBraces(inner) ?? parseRegion(inner);
  return { text: inner, isReversed, ...(region && { region }) };
}

function withoutEnd(text: string): string {
  return text.endsWith(REVERSED) ? text.slice(0, -REVERSED.length) : text;
}

function extractOf(
  text: string,
  isReversed: boolean,
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
    isReversed,
  };
}

/** The residues on one line. */
export async function writeLine(
  output: Output,
  residues: AsyncIterable<Uint8Array>,
): Promise<void> {
  for await (const chunk of residues) await output.write(chunk);
  await output.write(LINE_END);
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

/** A record of FASTQ. */
export async function writeFastq(
  output: Output,
  text: string,
  residues: Uint8Array,
  qualities: Uint8Array,
): Promise<void> {
  const parts = [Buffer.from(`@${text}\n`), residues, Buffer.from('\n+\n'), qualities, LINE_END];
  await output.write(Buffer.concat(parts));
}

/** One object a line; `start` and `end` as in regions, from 1 and included. */
export async function writeJson(
  output: Output,
  { record, start, end, isReversed }: Extract,
  residues: AsyncIterable<Uint8Array>,
): Promise<void> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of residues) chunks.push(chunk);
  const sequence = Buffer.concat(chunks).toString('latin1');
  const { name } = record;
  const strand = isReversed ? { strand: '-' } : {};
  const found = { name, start: start + 1, end, ...strand, sequence };
  await output.write(Buffer.from(`${JSON.stringify(found)}\n`));
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
