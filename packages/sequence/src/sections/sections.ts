/**
 * The side streams of a block: small sections travel together in the head stream, large ones alone.
 *
 * Every stream costs its compressor some bytes, so a one-record FASTA file must need one stream only.
 * Layout: docs/format/sequence.md, "Streams".
 */
import { ByteReader, ByteWriter, PmklcError } from '@pmklc/core';
import type { GrowingBytes } from '../line-reader.ts';
import { LineReader } from '../line-reader.ts';
import type { SequenceFormat, SideStream } from '../types.ts';

/** Id of the head stream: flags, line width and all small sections. Left out when it would be a single 0. */
export const STREAM_HEAD = 0;
/** Id of the stream that holds the whole input of a `raw` block. */
export const STREAM_RAW = 14;

/** Section numbers; a section that travels alone has its number as stream id. */
export const SECTION_LENGTHS = 1;
export const SECTION_LAYOUT = 2;
export const SECTION_TERMINATORS = 3;
export const SECTION_MARKERS = 4;
export const SECTION_CASE = 5;
export const SECTION_RUN_CLASSES = 6;
export const SECTION_RUNS = 7;
export const SECTION_LITERALS = 8;
export const SECTION_PLUS = 9;
export const SECTION_ISLANDS = 10;
export const SECTION_ISLAND_BYTES = 11;
export const SECTION_QUALITIES = 12;
export const SECTION_TITLES = 13;
const LAST_SECTION = SECTION_TITLES;

/** Names of what streams hold, by id: docs/format/sequence.md, "Streams". */
export const STREAM_NAMES = [
  'head',
  'lengths',
  'layout',
  'terminators',
  'markers',
  'case',
  'run classes',
  'runs',
  'literals',
  'plus lines',
  'islands',
  'island bytes',
  'qualities',
  'titles',
  'raw',
] as const;

/** Head flags that are facts rather than sections. */
export const FLAG_WRAPPED = 1 << 1;
export const FLAG_UNTERMINATED = 1 << 2;
export const FLAG_HEADLESS = 1 << 6;
export const FLAG_RNA = 1 << 8;
export const FLAG_PLUS_IS_TITLE = 1 << 17;
export const FLAG_N_IN_QUALITY = 1 << 18;
/** Titles of second mates are left out; of FASTQ only. */
export const FLAG_MATES = 1 << 19;
export const FLAG_FOLDED = 1 << 20;
/** Bytes in titles stand for numbers that are computed. */
export const FLAG_COMPUTED = 1 << 21;
const KNOWN_FLAGS = (1 << 22) - 1;

/** Bit of each section in the head flags, by section number: set when the section is inside the head stream. */
const INLINE_BIT = [-1, 3, 9, 7, 10, 5, 11, 4, 12, 13, 14, 15, 16, 0];

/** A section longer than this travels alone: a model of its own then saves more than a stream costs. */
export const INLINE_MAX_BYTES = 256;

/** All that a block says beside its bases. */
export interface Sections {
  flags: number;
  /** Line width, >= 1, when flag WRAPPED is set; otherwise 0 */
  width: number;
  /** Number that says how titles of mates are made, when flag MATES is set. */
  mates: number;
  /** Residues of a line of FASTQ that is not the last of its read, >= 1, when flag FOLDED is set; otherwise 0 */
  fold: number;
  /** Bytes of each section, by its number; undefined when the section is absent. */
  readonly bytes: (Uint8Array | undefined)[];
  /** Sections of lines that are unpacked as they are read; their `bytes` are absent. */
  readonly readers?: (GrowingBytes | undefined)[];
}

/** Sections that are read line by line. */
const LINE_SECTIONS: readonly number[] = [SECTION_PLUS, SECTION_QUALITIES, SECTION_TITLES];

/** Sections of a block with nothing to say. */
export function emptySections(): Sections {
  return { flags: 0, width: 0, mates: 0, fold: 0, bytes: [] };
}

/** Files the sections into side streams, in ascending order of id. */
export function toStreams(format: SequenceFormat, sections: Sections): SideStream[] {
  const streams: SideStream[] = [];
  const inline: Uint8Array[] = [];
  let flags = sections.flags ^ defaultFlags(format);
  for (let number = 1; number <= LAST_SECTION; number++) {
    const bytes = sections.bytes[number];
    if (bytes === undefined) continue;
    if (bytes.length > INLINE_MAX_BYTES) {
      streams.push({ id: number, bytes });
    } else {
      flags |= 1 << INLINE_BIT[number]!;
      inline.push(bytes);
    }
  }
  const head = new ByteWriter();
  head.varint(flags);
  if (sections.flags & FLAG_WRAPPED) head.varint(sections.width);
  if (sections.flags & FLAG_FOLDED) head.varint(sections.fold);
  if (sections.flags & FLAG_MATES) head.varint(sections.mates);
  inline.forEach((bytes, i) => {
    if (i < inline.length - 1) head.varint(bytes.length);
    head.bytes(bytes);
  });
  if (flags !== 0) streams.unshift({ id: STREAM_HEAD, bytes: head.toUint8Array() });
  return streams;
}

/**
 * Finds the sections in side streams; the inverse of {@link toStreams}.
 * @param isLazy whether streams that can be are unpacked as they are read, by `linesOf`
 * @throws PmklcError `corrupt` or `truncated` when the streams are not what `toStreams` makes
 */
export function fromStreams(
  format: SequenceFormat,
  streams: readonly SideStream[],
  isLazy = false,
): Sections {
  const readers: (GrowingBytes | undefined)[] = [];
  const sections = { ...emptySections(), readers };
  let head: Uint8Array | undefined;
  const seen = new Set<number>();
  for (const stream of streams) {
    const { id } = stream;
    if (!(id >= STREAM_HEAD && id <= LAST_SECTION) || seen.has(id)) {
      throw new PmklcError('corrupt', `side stream ${id} is unknown or there twice`);
    }
    seen.add(id);
    const isRead = isLazy && isGrowing(stream) && LINE_SECTIONS.includes(id);
    if (isRead) readers[id] = stream;
    else if (id === STREAM_HEAD) head = stream.bytes;
    else sections.bytes[id] = stream.bytes;
  }
  readHead(new ByteReader(head ?? new Uint8Array(1)), format, sections);
  return sections;
}

function isGrowing(stream: SideStream): stream is SideStream & GrowingBytes {
  return 'readTo' in stream;
}

/** The lines of a section; undefined when it is absent. */
export function linesOf({ bytes, readers }: Sections, number: number): LineReader | undefined {
  const source = readers?.[number] ?? bytes[number];
  return source && new LineReader(source);
}

function readHead(head: ByteReader, format: SequenceFormat, sections: Sections): void {
  const stored = head.varint();
  if (stored > KNOWN_FLAGS) throw new PmklcError('corrupt', `unknown head flags ${stored}`);
  sections.flags = stored ^ defaultFlags(format);
  if (sections.flags & FLAG_WRAPPED) sections.width = head.varint();
  if (sections.flags & FLAG_FOLDED) sections.fold = head.varint();
  const isEmptyFold = (sections.flags & FLAG_FOLDED) !== 0 && sections.fold === 0;
  if (isEmptyFold || (sections.flags & FLAG_WRAPPED && sections.width === 0)) {
    throw new PmklcError('corrupt', 'lines of no residues');
  }
  if (sections.flags & FLAG_MATES) sections.mates = head.varint();
  if (sections.flags & FLAG_MATES && format !== 'fastq') {
    throw new PmklcError('corrupt', 'mates of no reads');
  }
  const inline: number[] = [];
  for (let number = 1; number <= LAST_SECTION; number++) {
    if ((stored & (1 << INLINE_BIT[number]!)) === 0) continue;
    if (sections.bytes[number] !== undefined || sections.readers?.[number] !== undefined) {
      throw new PmklcError('corrupt', `section ${number} is there twice`);
    }
    inline.push(number);
  }
  inline.forEach((number, i) => {
    const isLast = i === inline.length - 1;
    sections.bytes[number] = head.bytes(isLast ? head.remaining : head.varint());
  });
  if (head.remaining > 0) throw new PmklcError('corrupt', 'bytes follow the head stream');
}

/** Flags that are stored inverted, so that the usual block of this format needs no head stream. */
function defaultFlags(format: SequenceFormat): number {
  return format === 'plain' ? FLAG_UNTERMINATED : 0;
}
