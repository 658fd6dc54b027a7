/**
 * Guesses the format of a block from its first bytes. A wrong guess costs size, never bytes.
 */
import { checkBytes } from '@pmklc/core';
import { beginsWithMark, BYTE_ORDER_MARK } from './byte-order-mark.ts';
import { findFold } from './fastq/folded-record.ts';
import { byteClasses, DNA_LETTERS, OTHER, RNA_LETTERS, toUpper } from './letters/alphabet.ts';
import type { SequenceFormat } from './types.ts';

/** Detection looks at so many bytes at most. */
export const DETECTION_BYTES = 1 << 16;

export interface DetectedFormat {
  readonly format: SequenceFormat;
  /** The letters of bases 0..3: RNA where there are more U than T. */
  readonly letters: string;
  /** Residues of a line of FASTQ that is not the last of its read; 0 where reads have one line. */
  readonly fold: number;
}

const LF = 10;
const TITLE = 0x3e;
const SEMICOLON = 0x3b;
const FASTQ_TITLE = 0x40;

/** Format that a block of these bytes is read as, where none is asked for. */
export function formatOf(bytes: Uint8Array): SequenceFormat {
  checkBytes('bytes', bytes);
  return detectFormat(bytes.subarray(0, DETECTION_BYTES)).format;
}

/** @param sample the first {@link DETECTION_BYTES} bytes, or all when there are fewer */
export function detectFormat(sample: Uint8Array): DetectedFormat {
  return detectContent(sample.subarray(contentStart(sample)));
}

/** Start of what is no byte order mark and no comment, if a title is there; otherwise of what is no mark. */
function contentStart(sample: Uint8Array): number {
  const mark = beginsWithMark(sample) ? BYTE_ORDER_MARK.length : 0;
  let p = mark;
  while (p < sample.length && (isBlank(sample[p]!) || isComment(sample[p]!))) {
    const end = isBlank(sample[p]!) ? p : sample.indexOf(LF, p);
    if (end < 0) return mark;
    p = end + 1;
  }
  return sample[p] === TITLE || sample[p] === FASTQ_TITLE ? p : mark;
}

function isComment(byte: number): boolean {
  return byte === 0x23 || byte === SEMICOLON;
}

function detectContent(sample: Uint8Array): DetectedFormat {
  const first = sample.find((byte) => !isBlank(byte));
  const isFastq = first === FASTQ_TITLE;
  const counts = countResidues(sample, isFastq);
  const letters = counts.u > counts.t ? RNA_LETTERS : DNA_LETTERS;
  const isSequence = 2 * counts.bases >= counts.residues;
  let format: SequenceFormat = 'raw';
  const fold = findFold(sample);
  if (isSequence && isFastq && (fold > 0 || looksLikeFastq(sample))) format = 'fastq';
  else if (isSequence && (first === TITLE || first === SEMICOLON)) format = 'fasta';
  else if (isSequence && counts.bases > 0) format = 'plain';
  return { format, letters, fold };
}

function isBlank(byte: number): boolean {
  return byte === LF || byte === 13 || byte === 32 || byte === 9;
}

interface ResidueCounts {
  /** A, C, G, T, U of either case */
  bases: number;
  /** all bytes of residue lines except line ends, and N and gaps, which say nothing about the kind of sequence */
  residues: number;
  t: number;
  u: number;
}

/** Counts the bytes of residue lines: lines that are no titles, or in FASTQ those that follow an `@` line. */
function countResidues(sample: Uint8Array, isFastq: boolean): ResidueCounts {
  const histogram = new Uint32Array(256);
  let isTitleBefore = false;
  for (let p = 0; p < sample.length;) {
    const found = sample.indexOf(LF, p);
    const end = found < 0 ? sample.length : found;
    const first = sample[p];
    const isTitle = isFastq ? first === FASTQ_TITLE : first === TITLE || first === SEMICOLON;
    if (isFastq ? isTitleBefore : !isTitle) {
      for (let i = p; i < end; i++) histogram[toUpper(sample[i]!)]!++;
    }
    isTitleBefore = isTitle;
    p = end + 1;
  }
  return summarize(histogram);
}

function summarize(histogram: Uint32Array): ResidueCounts {
  const classes = byteClasses(DNA_LETTERS);
  const [t, u] = [histogram[0x54]!, histogram[0x55]!];
  const neutral = histogram[0x4e]! + histogram[0x2d]! + histogram[13]!;
  const all = histogram.reduce((sum, count) => sum + count, 0);
  const dna = histogram.reduce((sum, count, byte) => sum + (classes[byte]! < OTHER ? count : 0), 0);
  return { bases: dna + u, residues: all - neutral, t, u };
}

/** Whether the third line, where the sample reaches that far, begins with `+`. */
function looksLikeFastq(sample: Uint8Array): boolean {
  let p = sample.findIndex((byte) => !isBlank(byte));
  for (let line = 0; line < 2; line++) {
    p = sample.indexOf(LF, p) + 1;
    if (p === 0 || p === sample.length) return true;
  }
  return sample[p] === 0x2b;
}
