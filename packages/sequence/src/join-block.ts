/**
 * Joins a block back into the bytes it was split from.
 */
import { PmklcError } from '@pmklc/core';
import { DNA_LETTERS, RNA_LETTERS } from './alphabet.ts';
import { joinFasta } from './fasta-joiner.ts';
import { joinFastq } from './fastq-joiner.ts';
import { CHUNK_BYTES } from './outbox.ts';
import { ResidueReader } from './residue-reader.ts';
import { FLAG_RNA, fromStreams, STREAM_RAW } from './sections.ts';
import type { SequenceBlock } from './types.ts';

/**
 * Yields the exact bytes of `block`, in chunks of 1..2^20 bytes, none for an empty block.
 *
 * Never yields more than `block.inputBytes` bytes, and holds about as much memory as the side streams;
 * the caller bounds both before it trusts them.
 * @throws PmklcError `corrupt` or `truncated` when bases and side streams do not fit each other;
 *   chunks yielded before are not to be trusted then
 */
export function* joinBlock(block: SequenceBlock): Generator<Uint8Array> {
  if (block.format === 'raw') {
    yield* joinRaw(block);
    return;
  }
  const sections = fromStreams(block.format, block.streams);
  const letters = sections.flags & FLAG_RNA ? RNA_LETTERS : DNA_LETTERS;
  const residues = new ResidueReader(block.bases, letters, sections);
  const join = block.format === 'fastq' ? joinFastq : joinFasta;
  for (const chunk of join(sections, residues, block.inputBytes)) {
    if (chunk.length > 0) yield chunk;
  }
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
