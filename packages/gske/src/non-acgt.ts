/**
 * Runs of non-ACGT bytes: a chromosome's gap of 10^7 N is one entry.
 */
import { baseCodes, NOT_A_BASE } from './bases.ts';
import type { TokenShape } from './shape.ts';
import { countTokens } from './shape.ts';

/** Collects runs in ascending order; adjacent and overlapping ones become one. */
export class RunList {
  #runs = new Float64Array(16);
  #used = 0;

  /** Adds bytes `[start, end)`; `start` is at least that of the run before. */
  add(start: number, end: number): void {
    const used = this.#used;
    if (used > 0 && start <= this.#runs[used - 1]) {
      if (end > this.#runs[used - 1]) this.#runs[used - 1] = end;
      return;
    }
    if (used === this.#runs.length) this.#grow();
    this.#runs[used] = start;
    this.#runs[used + 1] = end;
    this.#used = used + 2;
  }

  /** `[start, end)` pairs, flat. */
  toArray(): Float64Array<ArrayBuffer> {
    return this.#runs.slice(0, this.#used);
  }

  #grow(): void {
    const larger = new Float64Array(this.#runs.length * 2);
    larger.set(this.#runs);
    this.#runs = larger;
  }
}

/** Adds the runs among bytes `[from, to)` of `ascii`, moved by `offset`. */
export function findNonAcgt(
  ascii: Uint8Array,
  from: number,
  to: number,
  offset: number,
  runs: RunList,
): void {
  const code = baseCodes();
  for (let i = from; i < to; i++) {
    if (code[ascii[i]] < NOT_A_BASE) continue;
    const start = i;
    while (i < to && code[ascii[i]] === NOT_A_BASE) i++;
    runs.add(offset + start, offset + i);
  }
}

/**
 * Tokens that must not be trusted: `[first, end)` pairs of token indices, flat, whose windows cover
 * a non-ACGT byte.
 *
 * @param nonAcgt `[start, end)` pairs in bases, as an encoder reports them
 * @param length number of bases that were encoded
 */
export function tokensOverNonAcgt(
  nonAcgt: Float64Array,
  length: number,
  shape: TokenShape,
): Float64Array<ArrayBuffer> {
  const { s, k } = shape;
  const count = countTokens(length, shape);
  const tokens = new RunList();
  for (let i = 0; i < nonAcgt.length; i += 2) {
    const first = Math.max(0, Math.ceil((nonAcgt[i] - k + 1) / s));
    const end = Math.min(count, Math.floor((nonAcgt[i + 1] - 1) / s) + 1);
    if (first < end) tokens.add(first, end);
  }
  return tokens.toArray();
}
