/**
 * Recent k-mers: what kmer(k) was when the history ended at one of the last 2048 positions, for k
 * up to 8.
 */
const SIZE = 2048;

export class RecentKmers {
  #kmers = new Uint16Array(SIZE);

  add(history) {
    this.#kmers[history.length % SIZE] = history.kmer(8);
  }

  kmer(length, k) {
    return length < 0 ? 0 : this.#kmers[length % SIZE] % 4 ** k;
  }
}
