/** The bases known so far, and their k-mers: docs/format/model.md, "History". */
export class History {
  #bases;
  /** The 32 newest bases and their reverse complement, two bits a base, as halves of 32 bits. */
  #high = 0;
  #low = 0;
  #inverseHigh = 0xffffffff;
  #inverseLow = 0xffffffff;
  length = 0;

  constructor(baseCount) {
    this.#bases = new Uint8Array(baseCount);
  }

  /** The base at a position; A before the first and after the newest. */
  at(position) {
    return position >= 0 && position < this.length ? this.#bases[position] : 0;
  }

  add(base) {
    this.#bases[this.length++] = base;
    this.#high = ((this.#high << 2) | (this.#low >>> 30)) >>> 0;
    this.#low = ((this.#low << 2) | base) >>> 0;
    this.#inverseLow = ((this.#inverseLow >>> 2) | (this.#inverseHigh << 30)) >>> 0;
    this.#inverseHigh = ((this.#inverseHigh >>> 2) | ((3 - base) << 30)) >>> 0;
  }

  /** kmer(k), for k up to 16. */
  kmer(k) {
    return this.#low % 4 ** k;
  }

  /** inverse(k), for k up to 16. */
  inverse(k) {
    return Math.floor(this.#inverseHigh / 4 ** (16 - k));
  }

  /** kmer(32), as halves of 32 bits. */
  get newest() {
    return [this.#high, this.#low];
  }

  /** inverse(span), as halves of 32 bits. */
  inverseOf(span) {
    if (span <= 16) return [0, this.inverse(span)];
    const bits = 2 * (32 - span);
    if (bits === 0) return [this.#inverseHigh, this.#inverseLow];
    const low = ((this.#inverseLow >>> bits) | (this.#inverseHigh << (32 - bits))) >>> 0;
    return [this.#inverseHigh >>> bits, low];
  }

  bases() {
    return this.#bases.subarray(0, this.length);
  }
}
