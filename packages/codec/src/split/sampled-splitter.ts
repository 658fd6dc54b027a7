/**
 * Splitter of a block whose format is chosen once its first bytes are there, or all of a short one.
 */
import { BlockSplitter, type SequenceBlock, type SplitOptions } from '@pmklc/sequence';

/** Bytes that are looked at, at most: 64 KiB of an alignment were 2 % smaller as text, all 91 KB of it 31 % larger. */
const SAMPLE_BYTES = 2 ** 18;

/** Room that is made for bases at once. */
const MOST_ROOM_BASES = 2 ** 26;

/** Chooses how a block is split by its first bytes. */
export type ChooseFormat = (sample: Uint8Array) => SplitOptions;

/** Holds pieces back until it knows how to read them. */
export class SampledSplitter {
  readonly #choose: ChooseFormat;
  readonly #mostBases: number;
  readonly #sampleBytes: number;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #splitter: BlockSplitter | undefined;

  /** @param partitionBases most bases of the block */
  constructor(choose: ChooseFormat, partitionBases: number) {
    this.#choose = choose;
    // Room that is not used is no memory; but 2 GiB may be more than there is of that, too.
    this.#mostBases = Math.min(partitionBases, MOST_ROOM_BASES);
    this.#sampleBytes = Math.min(SAMPLE_BYTES, partitionBases);
  }

  /** Bases found so far; as long as nothing is decided, as many as there may be. */
  get baseCount(): number {
    return this.#splitter?.baseCount ?? this.#heldBytes;
  }

  /** Bytes pushed so far. */
  get inputBytes(): number {
    return this.#splitter?.inputBytes ?? this.#heldBytes;
  }

  /** Adds the next bytes; `piece` may be reused afterwards. */
  push(piece: Uint8Array): void {
    if (this.#splitter !== undefined) return this.#splitter.push(piece);
    this.#held.push(piece.slice());
    this.#heldBytes += piece.length;
    if (this.#heldBytes >= this.#sampleBytes) this.#decide();
  }

  /** Ends the block. Called once. */
  finish(): SequenceBlock {
    return (this.#splitter ?? this.#decide()).finish();
  }

  #decide(): BlockSplitter {
    const sample = new Uint8Array(this.#heldBytes);
    let at = 0;
    for (const piece of this.#held) {
      sample.set(piece, at);
      at += piece.length;
    }
    this.#held = [];
    const splitter = new BlockSplitter({
      ...this.#choose(sample),
      mostBases: this.#mostBases,
    });
    splitter.push(sample);
    this.#splitter = splitter;
    return splitter;
  }
}
