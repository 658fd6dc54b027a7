/**
 * Cuts the input into partitions and each partition into bases and side streams.
 *
 * Where it cuts depends on the bytes and the rule only. One partition is held at a time.
 */
import type { ByteSource } from '@pmklc/container';
import { crc32 } from '@pmklc/container';
import type { SequenceBlock, SequenceFormat } from '@pmklc/sequence';
import { fixedPieces } from './fixed-pieces.ts';
import { SampledSplitter, type ChooseFormat } from './sampled-splitter.ts';

/** Partitions end after a multiple of so many bytes, or at a border; a splitter holds back no more than that. */
export const PIECE_BYTES = 2 ** 16;

/** A partition of which fewer than one byte in five is a base is cut by its bytes instead. */
const BYTES_PER_BASE = 4;

/** One partition of the input. */
export interface InputPartition {
  /** Number of the partition, from 0. */
  readonly index: number;
  readonly block: SequenceBlock;
  /** CRC-32 of its bytes. */
  readonly contentCrc: number;
  /** Whether nothing follows it. */
  readonly isLast: boolean;
}

export interface PartitionRule {
  readonly format: SequenceFormat | undefined;
  /** Most bases in a partition. */
  readonly partitionBases: number;
  /** Places in the input where a partition ends in any case, see `evenBorders`. */
  readonly borders?: readonly number[];
  /** Places in the input where something else begins, ascending: a partition ends there, and the next may be of any format. */
  readonly breaks?: readonly number[];
  /** Chooses how a block is read where no format is given. */
  readonly chooseFormat?: ChooseFormat;
}

/**
 * Borders that cut an input into partitions of as many bytes, one more or less.
 *
 * @param inputBytes of the whole input
 * @param partitions how many, 1..inputBytes
 * @returns offsets in bytes, ascending, without 0 and the end
 */
export function evenBorders(inputBytes: number, partitions: number): readonly number[] {
  return Array.from({ length: partitions - 1 }, (_, i) =>
    Math.floor(((i + 1) * inputBytes) / partitions),
  );
}

/**
 * @param onPiece sees all of the input, in order
 * @returns the partitions in order, none for an empty input
 */
export async function* splitPartitions(
  source: ByteSource,
  rule: PartitionRule,
  onPiece: (piece: Uint8Array) => void,
): AsyncGenerator<InputPartition> {
  let format = rule.format;
  let index = 0;
  let contentCrc = 0;
  let splitter: SampledSplitter | undefined;
  const breaks = new Set(rule.breaks);
  const ends = [...(rule.borders ?? []), ...breaks].sort((a, b) => a - b);
  const borders = new Set(ends);
  let at = 0;
  for await (const piece of fixedPieces(source, PIECE_BYTES, ends)) {
    onPiece(piece);
    if (splitter !== undefined && (borders.has(at) || isFull(splitter, rule.partitionBases))) {
      const block = splitter.finish();
      splitter = undefined;
      format ??= formatOfRest(block);
      yield { index, block, contentCrc, isLast: false };
      index++;
      contentCrc = 0;
    }
    if (breaks.has(at)) format = rule.format;
    at += piece.length;
    splitter ??= new SampledSplitter(
      (sample) => (format === undefined ? (rule.chooseFormat?.(sample) ?? {}) : { format }),
      rule.partitionBases,
    );
    splitter.push(piece);
    contentCrc = crc32(piece, contentCrc);
  }
  if (splitter === undefined) return;
  yield { index, block: splitter.finish(), contentCrc, isLast: true };
}

/** Whether one more piece could make the partition too large. */
function isFull({ inputBytes, baseCount }: SampledSplitter, partitionBases: number): boolean {
  const mostBases = Math.min(inputBytes, baseCount + PIECE_BYTES) + PIECE_BYTES;
  const mostBytes = partitionBases + BYTES_PER_BASE * baseCount;
  return mostBases > partitionBases || inputBytes + PIECE_BYTES > mostBytes;
}

/** A FASTQ file cut inside a record does not look like one any more; the other formats do. */
function formatOfRest(block: SequenceBlock): SequenceFormat | undefined {
  return block.format === 'fastq' ? 'fastq' : undefined;
}
