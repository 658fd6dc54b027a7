/**
 * Joins a block back into the bytes it was split from.
 */
import { PmklcError } from '@pmklc/core';
import { DNA_LETTERS, RNA_LETTERS } from './letters/alphabet.ts';
import { checkBlock } from './check-block.ts';
import { joinFasta } from './fasta/fasta-joiner.ts';
import { joinFastq } from './fastq/fastq-joiner.ts';
import { CHUNK_BYTES, ChunkWriter } from './chunk-writer.ts';
import { LetterReader } from './letters/letter-reader.ts';
import {
  FLAG_MATES,
  FLAG_N_IN_QUALITY,
  FLAG_RNA,
  FLAG_WRAPPED,
  fromStreams,
  STREAM_RAW,
} from './sections/sections.ts';
import type { SequenceBlock } from './types.ts';

/** Exactness of `basesBefore`, in bytes: a few thousand bases more are decoded fast. */
const COUNTED_BYTES = 1 << 12;

/** Options of joining a block. */
export interface JoinOptions {
  /** Bytes in a chunk, but for the last; 2^20 by default. Small ones unpack less of a side stream that grows. */
  readonly chunkBytes?: number;
  /**
   * Whether any characters may stand for qualities, and any letters for bases: they are not unpacked then, where
   * the reads are all of one length. Default false.
   */
  readonly layoutOnly?: boolean;
}

/**
 * Yields the exact bytes of `block`, in chunks of 1..2^20 bytes, none for an empty block.
 *
 * Never yields more than `block.inputBytes` bytes, and holds about as much memory as the side streams;
 * the caller bounds both before it trusts them.
 * @throws PmklcError `corrupt` or `truncated` when bases and side streams do not fit each other;
 *   chunks yielded before are not to be trusted then
 */
export function* joinBlock(block: SequenceBlock, options: JoinOptions = {}): Generator<Uint8Array> {
  checkBlock(block);
  if (block.format === 'raw') {
    yield* joinRaw(block);
    return;
  }
  for (const chunk of joinText(block, options).chunks) {
    if (chunk.length > 0) yield chunk;
  }
}

/**
 * Whether every letter of the block's reads is known without their qualities, which is then so of all that
 * is not a quality when it is joined with `layoutOnly`.
 */
export function hasSeparateQualities({ format, streams }: SequenceBlock): boolean {
  if (format !== 'fastq') return false;
  const { flags } = fromStreams(format, streams, true);
  return (flags & FLAG_WRAPPED) !== 0 && (flags & FLAG_N_IN_QUALITY) === 0;
}

/** Whether the block is reads and their mates in turn, as their titles say. */
export function hasMates({ format, streams }: SequenceBlock): boolean {
  return format === 'fastq' && (fromStreams(format, streams, true).flags & FLAG_MATES) !== 0;
}

/**
 * Number of bases that are enough for the first `bytes` bytes of `block`, at most as many more than needed as
 * `exactBytes` says, a few thousand by default. What `block.bases` holds does not matter, their number does.
 * @throws PmklcError as `joinBlock`
 */
export function basesBefore(
  block: SequenceBlock,
  bytes: number,
  exactBytes = COUNTED_BYTES,
): number {
  checkBlock(block);
  if (block.format === 'raw' || bytes === 0) return 0;
  const { chunks, residues } = joinText(block, { chunkBytes: exactBytes, layoutOnly: true });
  let known = 0;
  for (const { length } of chunks) {
    known += length;
    if (known >= bytes) break;
  }
  return residues.basesUsed;
}

function joinText(
  { format, streams, bases, inputBytes }: SequenceBlock,
  { chunkBytes = CHUNK_BYTES, layoutOnly = false }: JoinOptions,
): { chunks: Generator<Uint8Array>; residues: LetterReader } {
  const sections = fromStreams(format, streams, true);
  const letters = sections.flags & FLAG_RNA ? RNA_LETTERS : DNA_LETTERS;
  const residues = new LetterReader(bases, letters, sections);
  const out = new ChunkWriter(inputBytes, chunkBytes);
  const isFastq = format === 'fastq';
  const chunks = isFastq
    ? joinFastq(sections, residues, out, layoutOnly)
    : joinFasta(sections, residues, out);
  return { chunks, residues };
}

function* joinRaw(block: SequenceBlock): Generator<Uint8Array> {
  const [stream, ...more] = block.streams;
  const bytes = stream?.bytes ?? new Uint8Array(0);
  const isRaw = more.length === 0 && (stream === undefined || stream.id === STREAM_RAW);
  if (!isRaw || block.bases.length > 0 || bytes.length !== block.inputBytes) {
    throw new PmklcError('corrupt', 'a raw block has one stream of its own length and no bases');
  }
  for (let p = 0; p < bytes.length; p += CHUNK_BYTES) yield bytes.subarray(p, p + CHUNK_BYTES);
}
