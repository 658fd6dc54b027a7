/**
 * The bases of a file of any size, for a knowledge pack: it is read and taken apart a block at a time.
 */
import { createReadStream } from 'node:fs';
import { PackedBases } from '@pmklc/knowledge';
import { BlockSplitter, type SequenceFormat } from '@pmklc/sequence';

const CHUNK_BYTES = 2 ** 20;
const LF = 0x0a;
/** Lines of a FASTQ record, which no block may cut. */
const RECORD_LINES = 4;

/** How files are read; smaller in tests. */
export interface BlockSizes {
  /** Bytes of a block, from which on it ends with a line. Default 2^26. */
  readonly blockBytes?: number;
  /** Bytes after which it ends in any case: lines may be as long as chromosomes. Default 2^28. */
  readonly mostBytes?: number;
}

/**
 * Adds the bases of a file to others.
 * @throws the system's error; PmklcError `memory-limit` when they become too many; the signal's reason
 */
export async function readGenome(
  path: string,
  into: PackedBases,
  signal: AbortSignal,
  sizes: BlockSizes = {},
): Promise<void> {
  const reader = new GenomeReader(into, sizes);
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES, signal })) {
    reader.push(chunk as Uint8Array);
  }
  reader.finish();
}

class GenomeReader {
  readonly #into: PackedBases;
  readonly #blockBytes: number;
  readonly #mostBytes: number;
  #splitter = new BlockSplitter();
  #format: SequenceFormat | undefined;
  /** Line ends so far. */
  #lines = 0;

  constructor(into: PackedBases, { blockBytes = 2 ** 26, mostBytes = 2 ** 28 }: BlockSizes) {
    this.#into = into;
    this.#blockBytes = blockBytes;
    this.#mostBytes = mostBytes;
  }

  push(chunk: Uint8Array): void {
    const end = this.#lastRecordEnd(chunk);
    const { inputBytes } = this.#splitter;
    if (inputBytes + chunk.length < this.#blockBytes) return this.#splitter.push(chunk);
    if (end === 0 && inputBytes + chunk.length < this.#mostBytes) return this.#splitter.push(chunk);
    const cut = end === 0 ? chunk.length : end;
    this.#splitter.push(chunk.subarray(0, cut));
    this.finish();
    // Its first lines may be nothing but N, which alone would not look like sequence.
    this.#splitter = new BlockSplitter(this.#format && { format: this.#format });
    this.#splitter.push(chunk.subarray(cut));
  }

  /** Ends the block. */
  finish(): void {
    const { format, bases } = this.#splitter.finish();
    this.#format ??= format;
    this.#into.append(bases);
  }

  /** End of the last line of the chunk after which a FASTQ record may begin; 0 when there is none. */
  #lastRecordEnd(chunk: Uint8Array): number {
    let end = 0;
    for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, at + 1)) {
      if (++this.#lines % RECORD_LINES === 0) end = at + 1;
    }
    return end;
  }
}
