/**
 * Examples that a network learns from: positions of a sequence and of its reverse complement, each with
 * the tokens of its window and the base that came. Blocks of the sequence are held back to validate with.
 */
import { NETWORK_LIMITS } from '@pmklc/models';
import type { NetworkShape } from '@pmklc/models';
import { SeededRandom } from './seeded-random.ts';

/** One block in so many is held back. */
const HELD_BACK = 20;
const LARGEST_BLOCK = 4096;
/** Blocks that a sequence has at least. */
const BLOCKS = 100;
/** Fewer bases are too few to learn from and to validate with. */
export const MIN_TRAINING_BASES = 4096;

/** Rows of weights that each example uses, and the base that it stands for. */
export interface Batch {
  /** [example][row]: the number of the token among the tokens of all rows. */
  readonly tokens: Int32Array;
  /** [example]: 0..3. */
  readonly targets: Int32Array;
  readonly size: number;
}

/** Draws batches from a sequence. */
export class Examples {
  /** Tokens in use for an example. */
  readonly rowCount: number;
  readonly #length: number;
  readonly #block: number;
  /** The sequence, then its reverse complement: bases, and at each position the 8 before it. */
  readonly #bases: Uint8Array;
  readonly #tokens: Uint16Array;
  /** Rows: bases back, mask of its bases, number of its first token. */
  readonly #rows: readonly { back: number; mask: number; first: number }[];

  /**
   * @param bases 0..3, at least `MIN_TRAINING_BASES`
   * @throws RangeError when there are fewer, or others
   */
  constructor(bases: Uint8Array, { views }: NetworkShape) {
    const { length } = bases;
    if (length < MIN_TRAINING_BASES) {
      throw new RangeError(`training needs at least ${MIN_TRAINING_BASES} bases, got ${length}`);
    }
    if (bases.some((base) => base > 3)) throw new RangeError('bases must be in 0..3');
    this.#length = length;
    this.#block = Math.min(Math.floor(length / BLOCKS), LARGEST_BLOCK);
    this.#bases = bothStrands(bases);
    this.#tokens = tokensBefore(this.#bases);
    let first = 0;
    this.#rows = views.flatMap(({ stride, k, count }) =>
      Array.from({ length: count }, (_, i) => {
        const row = { back: i * stride, mask: 4 ** k - 1, first };
        first += 4 ** k;
        return row;
      }),
    );
    this.rowCount = this.#rows.length;
  }

  /** Examples to learn from; the same for the same seed and step. */
  training(size: number, seed: number, step: number): Batch {
    return this.#draw(size, new SeededRandom(seed, step + 1), false);
  }

  /** Examples that `training` never gives. */
  validation(size: number, seed: number): Batch {
    return this.#draw(size, new SeededRandom(seed), true);
  }

  #draw(size: number, random: SeededRandom, heldBack: boolean): Batch {
    const tokens = new Int32Array(size * this.rowCount);
    const targets = new Int32Array(size);
    for (let example = 0; example < size; example++) {
      let position: number;
      do position = random.below(2 * this.#length);
      while (this.#isHeldBack(position) !== heldBack);
      targets[example] = this.#bases[position];
      this.#readTokens(position, tokens, example * this.rowCount);
    }
    return { tokens, targets, size };
  }

  #isHeldBack(position: number): boolean {
    const forward = position < this.#length ? position : 2 * this.#length - 1 - position;
    return Math.floor(forward / this.#block) % HELD_BACK === HELD_BACK - 1;
  }

  #readTokens(position: number, tokens: Int32Array, at: number): void {
    const newest = NETWORK_LIMITS.maxWindow + position;
    for (const { back, mask, first } of this.#rows) {
      tokens[at++] = first + (this.#tokens[newest - back] & mask);
    }
  }
}

function bothStrands(bases: Uint8Array): Uint8Array {
  const both = new Uint8Array(2 * bases.length);
  both.set(bases);
  for (let i = 0; i < bases.length; i++) both[both.length - 1 - i] = 3 - bases[i];
  return both;
}

/** Entry `maxWindow + i`: the 8 bases before position i, the newest lowest; As before the start. */
function tokensBefore(bases: Uint8Array): Uint16Array {
  const tokens = new Uint16Array(NETWORK_LIMITS.maxWindow + bases.length);
  let token = 0;
  for (let i = 0; i < bases.length; i++) {
    tokens[NETWORK_LIMITS.maxWindow + i] = token;
    token = (token << 2) | bases[i];
  }
  return tokens;
}
