/**
 * Frequencies for an alphabet of any size, from how often each symbol was seen.
 */
import { MAX_TOTAL_BITS } from './limits.ts';

/**
 * Scales counts to frequencies that sum to `2^totalBits`, every one >= 1, so that each symbol
 * can be coded. Symbol `s` gets `1 + floor(counts[s] * (2^totalBits - n) / sum)`; what rounding
 * leaves over goes to the largest count, the first of equals.
 *
 * @param counts one for each of the 1..2^16 symbols, integers >= 0, their sum below 2^32
 * @param totalBits 1..20, with `counts.length <= 2^totalBits`
 * @returns as many frequencies as counts
 * @throws RangeError when there are too few or too many symbols, or the sum is too large
 */
export function scaleCounts(counts: ArrayLike<number>, totalBits: number): Uint32Array {
  const total = 2 ** totalBits;
  const n = counts.length;
  if (!(totalBits >= 1 && totalBits <= MAX_TOTAL_BITS && n >= 1 && n <= Math.min(total, 65536))) {
    throw new RangeError(`cannot share 2^${totalBits} among ${n} symbols`);
  }
  let sum = 0;
  for (let s = 0; s < n; s++) sum += counts[s]!;
  if (sum >= 2 ** 32) throw new RangeError(`the sum of counts must be below 2^32, got ${sum}`);

  const freq = new Uint32Array(n);
  const scale = sum === 0 ? 1 : sum;
  let left = total;
  let largest = 0;
  for (let s = 0; s < n; s++) {
    freq[s] = 1 + Math.floor((counts[s]! * (total - n)) / scale);
    left -= freq[s]!;
    if (counts[s]! > counts[largest]!) largest = s;
  }
  freq[largest]! += left;
  return freq;
}
