/**
 * `pmklc view --list-records`: the lines that samtools faidx would write to FILE.fai.
 */
import type { OpenedArchive, SequenceRecord } from '@pmklc/codec';
import { isFaiRecord } from '@pmklc/codec';
import type { ExitCode } from '../messages/errors.ts';
import { escapeText } from '../messages/escape-text.ts';
import { warn } from '../files/for-each-input.ts';
import type { Output } from '../files/output.ts';

/** Bytes of lines that are written at once. */
const BATCH_BYTES = 2 ** 16;

export interface ListStyle {
  readonly json: boolean;
  /** Whether a person reads it: a terminal must not obey what is in names. */
  readonly isTerminal: boolean;
  readonly archiveName: string;
}

/**
 * As samtools, it leaves out records without lines and those whose name was there before, and tells
 * about the latter; JSON has all. A record whose lines differ in length fits no line of the index.
 *
 * @returns 1 when there was such a record, or none at all
 */
export async function listRecords(
  archive: OpenedArchive,
  output: Output,
  style: ListStyle,
): Promise<ExitCode> {
  const names = new Set<string>();
  const say = (record: SequenceRecord, what: string) =>
    warn(`${escapeText(style.archiveName)}: record "${escapeText(record.name)}" ${what}`);
  let [batch, exitCode, count] = [[] as Uint8Array[], 0 as ExitCode, 0];
  let bytes = 0;
  const flush = async () => {
    await output.write(Buffer.concat(batch));
    [batch, bytes] = [[], 0];
  };
  for await (const record of archive.records()) {
    count++;
    const key = Buffer.from(record.nameBytes).toString('latin1');
    if (style.json) batch.push(jsonLine(record));
    else if (record.lines.length === 0) continue;
    else if (names.has(key)) say(record, 'was there before: left out');
    else if (!isFaiRecord(record)) {
      say(record, 'has lines of different lengths, which no .fai can say: left out');
      exitCode = 1;
    } else batch.push(faiLine(record, style.isTerminal));
    names.add(key);
    bytes += batch.at(-1)?.length ?? 0;
    if (bytes > BATCH_BYTES) await flush();
  }
  await flush();
  if (count > 0) return exitCode;
  warn(`${escapeText(style.archiveName)}: there are no records in it`);
  return 1;
}

/** Name, residues, offset, residues and bytes of a line; for FASTQ the offset of the qualities, too. */
function faiLine(record: SequenceRecord, isTerminal: boolean): Uint8Array {
  const { length, offset, lineBases, lineBytes, qualityOffset } = record;
  const numbers = [length, offset, lineBases, lineBytes].concat(qualityOffset ?? []);
  const rest = `\t${numbers.join('\t')}\n`;
  return Buffer.concat([printedName(record, isTerminal), Buffer.from(rest)]);
}

/** Fields of a record by name, in JSON; `qualityOffset` for FASTQ only. */
function jsonLine(record: SequenceRecord): Uint8Array {
  const { name, length, offset, lineBases, lineBytes, qualityOffset } = record;
  const fields = { name, length, offset, lineBases, lineBytes, qualityOffset };
  return Buffer.from(`${JSON.stringify(fields)}\n`);
}

/** The name as the file has it, or for a terminal without what that would obey. */
function printedName({ name, nameBytes }: SequenceRecord, isTerminal: boolean): Uint8Array {
  return isTerminal ? Buffer.from(escapeText(name)) : nameBytes;
}

/** The names of all records, one a line, in the order of the file. */
export async function listNames(
  archive: OpenedArchive,
  output: Output,
  isTerminal: boolean,
): Promise<ExitCode> {
  let [batch, bytes] = [[] as Uint8Array[], 0];
  const lineEnd = Uint8Array.of(0x0a);
  for await (const { name, nameBytes } of archive.records()) {
    batch.push(isTerminal ? Buffer.from(escapeText(name)) : nameBytes, lineEnd);
    bytes += nameBytes.length + 1;
    if (bytes < BATCH_BYTES) continue;
    await output.write(Buffer.concat(batch));
    [batch, bytes] = [[], 0];
  }
  await output.write(Buffer.concat(batch));
  return 0;
}
