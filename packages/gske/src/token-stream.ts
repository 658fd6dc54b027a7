/**
 * Encodes a sequence that comes in chunks. Windows may cross chunk borders: however the sequence
 * is cut, the tokens are those of the whole.
 */
import type { Bases } from './bases.ts';
import { checkBases, packBases, readBases, sliceBases } from './bases.ts';
import type { EncodeOptions, Encoder } from './encoder.ts';
import { createJsEncoder } from './js-encoder.ts';
import { findNonAcgt, RunList } from './non-acgt.ts';
import type { Tokens, TokenShape } from './shape.ts';
import { allocateTokens, checkShape, countTokens, MAX_S, tailStart } from './shape.ts';
import { checkVocabulary } from './vocabulary.ts';

/** Tokens that one chunk completed. */
export interface StreamPart {
  /** The tokens of the windows that end in this chunk. */
  readonly tokens: Tokens;
  /** `[start, end)` pairs as in `Encoding`, of this chunk's bytes, counted from the first chunk. */
  readonly nonAcgt: Float64Array<ArrayBuffer>;
}

/** End of a stream: what is known once the last chunk has been given. */
export interface StreamEnd {
  /** Number of bases of all chunks. */
  readonly length: number;
  /** Number of tokens of all chunks. */
  readonly count: number;
  /** Tail, as in `Encoding`. */
  readonly tail: Uint8Array<ArrayBuffer>;
}

/** One sequence on its way through an encoder, which remains the caller's to destroy. */
export class TokenStream {
  readonly #encoder: Encoder;
  readonly #shape: TokenShape;
  readonly #options: EncodeOptions;
  readonly #borders = createJsEncoder();
  #length = 0;
  #count = 0;
  /** The last bases, at most 64: those of an unfinished window and of the tail are among them. */
  #recent = new Uint8Array(0);
  #busy = false;

  /**
   * @param options hold for every chunk
   * @throws RangeError for a bad shape or a `k` whose vocabulary does not fit
   */
  constructor(encoder: Encoder, shape: TokenShape, options: EncodeOptions = {}) {
    checkShape(shape);
    if (options.vocabulary) checkVocabulary(shape.k, options.vocabulary);
    this.#encoder = encoder;
    this.#shape = { s: shape.s, k: shape.k };
    this.#options = options;
  }

  /**
   * Takes the next chunk, of any size and either form. If it fails (aborted, device lost), nothing
   * was taken: the same chunk may be pushed again.
   *
   * @throws TypeError while an earlier `push` is under way, and all that `Encoder.encode` throws
   */
  async push(chunk: Bases): Promise<StreamPart> {
    checkBases(chunk);
    if (this.#busy) throw new TypeError('push before the previous push was done');
    this.#busy = true;
    try {
      return await this.#take(chunk);
    } finally {
      this.#busy = false;
    }
  }

  /** Length, number of tokens and tail of what was pushed so far. */
  finish(): StreamEnd {
    const tail = this.#length - tailStart(this.#length, this.#shape);
    return {
      length: this.#length,
      count: this.#count,
      tail: this.#recent.slice(this.#recent.length - tail),
    };
  }

  async #take(chunk: Bases): Promise<StreamPart> {
    const across = this.#encodeBorder(chunk);
    // Start of the next window: in this chunk, beyond it, or (< 0) before it and still open.
    const next = (this.#count + across.length) * this.#shape.s - this.#length;
    const rest = next < 0 ? chunk.length : Math.min(next, chunk.length);
    const runs = new RunList();
    if (chunk instanceof Uint8Array) findNonAcgt(chunk, 0, rest, this.#length, runs);
    let tokens = across;
    if (rest < chunk.length) {
      const bases = sliceBases(chunk, rest, chunk.length);
      const inside = await this.#encoder.encode(bases, this.#shape, this.#options);
      const base = this.#length + rest;
      for (let i = 0; i < inside.nonAcgt.length; i += 2) {
        runs.add(base + inside.nonAcgt[i], base + inside.nonAcgt[i + 1]);
      }
      tokens = concatTokens(across, inside.tokens, this.#shape.k);
    } else {
      this.#options.signal?.throwIfAborted();
    }
    this.#advance(chunk, tokens.length);
    return { tokens, nonAcgt: runs.toArray() };
  }

  /** The tokens of windows that started before this chunk and end in it. */
  #encodeBorder(chunk: Bases): Tokens {
    const { s, k } = this.#shape;
    const open = Math.max(0, this.#length - this.#count * s);
    const head = readBases(chunk, 0, Math.min(chunk.length, k - 1));
    const bridge = new Uint8Array(open + head.length);
    bridge.set(this.#recent.subarray(this.#recent.length - open));
    bridge.set(head, open);
    const windows = Math.min(countTokens(bridge.length, this.#shape), Math.ceil(open / s));
    if (windows === 0) return allocateTokens(0, k);
    const bases = packBases(bridge.subarray(0, (windows - 1) * s + k));
    return this.#borders.encodeSync(bases, this.#shape).tokens;
  }

  #advance(chunk: Bases, made: number): void {
    const fresh = readBases(chunk, Math.max(0, chunk.length - MAX_S), chunk.length);
    const kept = this.#recent.subarray(Math.max(0, this.#recent.length + fresh.length - MAX_S));
    const recent = new Uint8Array(kept.length + fresh.length);
    recent.set(kept);
    recent.set(fresh, kept.length);
    this.#recent = recent;
    this.#length += chunk.length;
    this.#count += made;
  }
}

function concatTokens(a: Tokens, b: Tokens, k: number): Tokens {
  if (a.length === 0) return b;
  const all = allocateTokens(a.length + b.length, k);
  all.set(a);
  all.set(b, a.length);
  return all;
}
