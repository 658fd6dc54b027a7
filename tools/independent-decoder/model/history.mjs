/** The bases known so far, and a lane's k-mers of its newest: docs/format/model.md, "History" and "Lanes". */
export class History {
  /** By position, of all lanes: bases, A where none is known, and whether one is. */
  #bases;
  #known;
  /** Position of the lane's first base; 0 in the first lane, which has the prefix before its own. */
  #start;
  /** The 32 newest bases and their reverse complement, two bits a base, as halves of 32 bits. */
  #high = 0;
  #low = 0;
  #inverseHigh = 0xffffffff;
  #inverseLow = 0xffffffff;
  /** Position of the lane's next base. */
  length;

  constructor(
    baseCount,
    { bases, known, start } = {
      bases: new Uint8Array(baseCount),
      known: new Uint8Array(baseCount),
      start: 0,
    },
  ) {
    this.#bases = bases;
    this.#known = known;
    this.#start = start;
    this.length = start;
  }

  /** History of another lane: it knows the same bases, but none before its own stands in its k-mers. */
  forLane(start) {
    const shared = { bases: this.#bases, known: this.#known };
    return new History(this.#bases.length, { ...shared, start });
  }

  /** The base at a position; A where none is known. */
  at(position) {
    return this.#bases[position] ?? 0;
  }

  isKnown(position) {
    return this.#known[position] === 1;
  }

  /** How many bases before the next one are the lane's, or the prefix's in the first lane. */
  get own() {
    return this.length - this.#start;
  }

  /** Makes the lane's next base known to all. */
  add(base) {
    this.#known[this.length] = 1;
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

  /** The bases of all lanes. */
  bases() {
    return this.#bases;
  }
}
