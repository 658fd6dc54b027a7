/**
 * The vocabulary guard: a table with a row for each of the 4^k tokens grows 4-fold with k, so
 * whoever makes one asks first whether it fits.
 */
import { MAX_K } from './shape.ts';

/**
 * Limit of a table by token: what a caller means to keep for every token, and how much of it there
 * may be.
 */
export interface VocabularyCap {
  /** Bytes of one token's row, such as 4 x width of a float32 embedding. Positive. */
  readonly bytesPerToken: number;
  /** Most bytes of the whole table. */
  readonly capBytes: number;
  /** Name of the table, for the message. Default "table". */
  readonly what?: string;
}

/** Bytes of a table with `bytesPerToken` for each of the `4^k` tokens. */
export function vocabularyBytes(k: number, bytesPerToken: number): number {
  return 4 ** k * bytesPerToken;
}

/**
 * Refuses a `k` whose table would not fit, naming the sizes and the largest `k` that does.
 *
 * @throws RangeError when `k` is not in 1..12, the cap makes no sense or the table is larger
 */
export function checkVocabulary(k: number, cap: VocabularyCap): void {
  const { bytesPerToken, capBytes, what = 'table' } = cap;
  if (!Number.isInteger(k) || k < 1 || k > MAX_K) {
    throw new RangeError(`k must be in 1..${MAX_K}, got ${k}`);
  }
  if (!(bytesPerToken > 0) || !(capBytes >= 0)) {
    throw new RangeError(`bytesPerToken and capBytes must be positive`);
  }
  const bytes = vocabularyBytes(k, bytesPerToken);
  if (bytes <= capBytes) return;
  let fits = k - 1;
  while (fits > 0 && vocabularyBytes(fits, bytesPerToken) > capBytes) fits--;
  throw new RangeError(
    `k = ${k} means ${4 ** k} tokens; a ${what} of ${bytesPerToken} bytes each is ` +
      `${readable(bytes)}, over the cap of ${readable(capBytes)}` +
      (fits > 0 ? ` (largest k that fits: ${fits})` : ' (no k fits)'),
  );
}

function readable(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  while (bytes >= 1024 && unit < units.length - 1) {
    bytes /= 1024;
    unit++;
  }
  return `${Number(bytes.toFixed(1))} ${units[unit]}`;
}
