/**
 * The bytes of a block from any place: who reads on goes on where the last one stopped, and does not join
 * what is before again.
 */
import type { SequenceBlock } from '@pmklc/sequence';
import { joinBlock } from '@pmklc/sequence';

/** Joined at a time: what is joined behind the last byte that is wanted may be unpacked for nothing. */
const CHUNK_BYTES = 2 ** 14;

export class BlockText {
  readonly #block: SequenceBlock;
  readonly #layoutOnly: boolean;
  #chunks: Generator<Uint8Array> | undefined;
  /** The current chunk and its place. */
  #chunk: Uint8Array = new Uint8Array(0);
  #start = 0;

  /** @param layoutOnly whether qualities may be anything */
  constructor(block: SequenceBlock, layoutOnly = false) {
    this.#block = block;
    this.#layoutOnly = layoutOnly;
  }

  /**
   * The bytes `start..end - 1`, which must be in the block.
   * @throws PmklcError as `joinBlock`
   */
  *between(start: number, end: number): Generator<Uint8Array> {
    for (let at = start; at < end;) {
      // Others may have read meanwhile.
      this.#seek(at);
      const piece = this.#chunk.subarray(at - this.#start, end - this.#start);
      at += piece.length;
      yield piece;
    }
  }

  /** Makes the chunk with this byte the current one. */
  #seek(at: number): void {
    if (at < this.#start) this.#chunks = undefined;
    this.#chunks ??= this.#restart();
    while (at >= this.#start + this.#chunk.length) {
      const next = this.#chunks.next();
      if (next.done) throw new RangeError(`there is no byte ${at} in the block`);
      this.#start += this.#chunk.length;
      this.#chunk = next.value;
    }
  }

  #restart(): Generator<Uint8Array> {
    this.#chunk = new Uint8Array(0);
    this.#start = 0;
    return joinBlock(this.#block, { chunkBytes: CHUNK_BYTES, layoutOnly: this.#layoutOnly });
  }
}
