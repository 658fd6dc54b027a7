/**
 * Finds the records of a FASTA or FASTQ file in its bytes. Only line ends and the characters that
 * begin lines matter, so that the bytes may have any letter where a base is.
 *
 * Names and lengths are those that samtools faidx gives (htslib, faidx.c).
 */
import { concatBytes } from '@pmklc/core';
import type { LineRun, SequenceRecord } from './sequence-record.ts';
import { isResidue } from './sequence-record.ts';

const LF = 0x0a;
const CR = 0x0d;
const TITLE = 0x3e;
const FASTQ_TITLE = 0x40;
const PLUS = 0x2b;
const COMMENTS: readonly number[] = [0x23, 0x3b];
/** Mark that some editors put before text in UTF-8. */
const BYTE_ORDER_MARK: readonly number[] = [0xef, 0xbb, 0xbf];

/** Format that a file is read as. In `plain`, residues may come before the first title. */
export type RecordFormat = 'fasta' | 'plain' | 'fastq';

/** Place of the next line in a record. */
type State = 'outside' | 'residues' | 'qualities';

interface OpenRecord {
  readonly nameBytes: Uint8Array;
  readonly offset: number;
  length: number;
  qualityOffset?: number;
  readonly lines: { -readonly [Key in keyof LineRun]: LineRun[Key] }[];
}

const DECODER = new TextDecoder();
const SHORT_NAME_BYTES = 64;

/** Takes the bytes of a file in chunks, and gives the records that are complete. */
export class RecordScanner {
  readonly #format: RecordFormat;
  #state: State = 'outside';
  #record: OpenRecord | undefined;
  #qualities = 0;
  /** Bytes of the byte order mark that came. */
  #markBytes = 0;
  #done: SequenceRecord[] = [];
  /** The current line: its place, first and last byte, and what is known of its length. */
  #lineStart = 0;
  #first = 0;
  #last = 0;
  #bytes = 0;
  #residues = 0;
  /** Pieces of the current line when it is a title. */
  #title: Uint8Array[] | undefined;

  constructor(format: RecordFormat) {
    this.#format = format;
  }

  /**
   * The records that end in this chunk.
   * @throws TypeError where the file is not what it was taken for
   */
  push(chunk: Uint8Array): SequenceRecord[] {
    for (let from = this.#takeMark(chunk); from < chunk.length;) {
      if (this.#bytes === 0) this.#beginLine(chunk[from]!);
      const found = chunk.indexOf(LF, from);
      const end = found < 0 ? chunk.length : found;
      this.#takeLine(chunk, from, end);
      this.#bytes += end - from;
      from = end;
      if (found < 0) break;
      this.#bytes++;
      this.#endLine();
      from++;
    }
    return this.#takeDone();
  }

  /** The records that were still open; the file ends here. */
  finish(): SequenceRecord[] {
    if (this.#bytes > 0) {
      this.#bytes++;
      this.#endLine();
    }
    this.#endRecord();
    return this.#takeDone();
  }

  /** Passes over the byte order mark, and returns where it ends. */
  #takeMark(chunk: Uint8Array): number {
    let at = 0;
    while (at < chunk.length && this.#markBytes < BYTE_ORDER_MARK.length) {
      if (chunk[at] !== BYTE_ORDER_MARK[this.#markBytes]) {
        this.#markBytes = BYTE_ORDER_MARK.length;
        break;
      }
      this.#markBytes++;
      at++;
    }
    this.#lineStart += at;
    return at;
  }

  #beginLine(first: number): void {
    this.#first = first;
    this.#last = 0;
    this.#residues = 0;
    this.#title = this.#beginsRecord(first) ? [] : undefined;
  }

  #beginsRecord(first: number): boolean {
    if (this.#format !== 'fastq') return first === TITLE;
    return this.#state === 'outside' && first === FASTQ_TITLE;
  }

  #takeLine(chunk: Uint8Array, from: number, end: number): void {
    if (this.#title !== undefined) {
      this.#title.push(chunk.slice(from, end));
      return;
    }
    if (end > from) this.#last = chunk[end - 1]!;
    let residues = 0;
    for (let i = from; i < end; i++) if (isResidue(chunk[i]!)) residues++;
    this.#residues += residues;
  }

  #endLine(): void {
    if (this.#title !== undefined) this.#beginRecord(concatBytes(this.#title));
    else if (this.#format === 'fastq') this.#endFastqLine();
    else this.#addLine();
    this.#lineStart += this.#bytes;
    this.#bytes = 0;
  }

  #beginRecord(title: Uint8Array): void {
    this.#endRecord();
    const offset = this.#lineStart + this.#bytes;
    this.#record = { nameBytes: nameOf(title), offset, length: 0, lines: [] };
    this.#state = 'residues';
    this.#qualities = 0;
  }

  #addLine(): void {
    if (this.#record === undefined) {
      if (this.#isBlank() || this.#isComment()) return;
      if (this.#format === 'fasta') throw this.#unexpected();
      const offset = this.#lineStart;
      this.#record = { nameBytes: new Uint8Array(0), offset, length: 0, lines: [] };
    }
    const { lines } = this.#record;
    const [residues, bytes] = [this.#residues, this.#bytes];
    const isDense = bytes === residues + (this.#last === CR ? 2 : 1);
    this.#record.length += residues;
    const last = lines.at(-1);
    const isSame = last?.residues === residues && last.bytes === bytes && last.isDense === isDense;
    if (isSame) last.lines++;
    else lines.push({ lines: 1, residues, bytes, isDense });
  }

  #endFastqLine(): void {
    const record = this.#record;
    if (this.#state === 'outside' || record === undefined) {
      const isComment = record === undefined && this.#isComment();
      if (!this.#isBlank() && !isComment) throw this.#unexpected();
    } else if (this.#state === 'qualities') {
      this.#qualities += this.#residues;
      if (this.#qualities > record.length) throw this.#unexpected();
      if (this.#qualities === record.length) this.#state = 'outside';
    } else if (this.#first === PLUS) {
      record.qualityOffset = this.#lineStart + this.#bytes;
      // Without residues there may be an empty line of qualities, or none.
      this.#state = record.length === 0 ? 'outside' : 'qualities';
    } else {
      this.#addLine();
    }
  }

  /** Whether it is a line that begins as comments do, which there are before the first record only. */
  #isComment(): boolean {
    return COMMENTS.includes(this.#first);
  }

  #isBlank(): boolean {
    return this.#bytes === 1 || (this.#bytes === 2 && this.#first === CR);
  }

  #endRecord(): void {
    if (this.#record === undefined) return;
    if (this.#format === 'fastq' && this.#state !== 'outside') throw this.#unexpected();
    const { nameBytes, offset, length, qualityOffset, lines } = this.#record;
    lines.length -= trailingBlanks(lines);
    const [first] = lines;
    // No copy of an object of some fields: of many short reads, that would take most of the time.
    this.#done.push({
      name: textOf(nameBytes),
      nameBytes,
      length,
      offset,
      lineBases: first?.residues ?? 0,
      lineBytes: first?.bytes ?? 0,
      ...(qualityOffset === undefined ? undefined : { qualityOffset }),
      lines,
    });
    this.#record = undefined;
  }

  #takeDone(): SequenceRecord[] {
    const done = this.#done;
    if (done.length > 0) this.#done = [];
    return done;
  }

  #unexpected(): TypeError {
    const format = this.#format.toUpperCase();
    return new TypeError(`the file is not ${format} from byte ${this.#lineStart} on`);
  }
}

/** First byte of a file that is in no comment, blank line or byte order mark. */
export async function firstByteOf(chunks: AsyncIterable<Uint8Array>): Promise<number | undefined> {
  let [isComment, passed] = [false, 0];
  for await (const chunk of chunks) {
    for (const byte of chunk) {
      if (byte === LF || byte === CR) isComment = false;
      else if (passed < BYTE_ORDER_MARK.length && byte === BYTE_ORDER_MARK[passed]) passed++;
      else if (!isComment && !COMMENTS.includes(byte)) return byte;
      else isComment = true;
    }
  }
  return undefined;
}

/** Runs of empty lines at the end, which are no part of the record. */
function trailingBlanks(lines: readonly LineRun[]): number {
  let kept = lines.length;
  while (kept > 0 && lines[kept - 1]!.residues === 0 && lines[kept - 1]!.bytes <= 2) kept--;
  return lines.length - kept;
}

/** The first word of a title line, of which the first byte is the marker. */
function nameOf(title: Uint8Array): Uint8Array {
  let start = 1;
  while (start < title.length && isSpace(title[start]!)) start++;
  let end = start;
  while (end < title.length && !isSpace(title[end]!)) end++;
  return title.slice(start, end);
}

/** A name; short ones of ASCII, as nearly all are, without the decoder, whose call takes longer than they do. */
function textOf(bytes: Uint8Array): string {
  if (bytes.length > SHORT_NAME_BYTES) return DECODER.decode(bytes);
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! >= 0x80) return DECODER.decode(bytes);
  return String.fromCharCode(...bytes);
}

/** White space as in C. */
function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
