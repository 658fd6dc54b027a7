/**
 * A candidate that was measured and not taken (docs/adr/0004-static-networks.md): what followed each k-mer
 * in other genomes, on both strands, as four 8-bit counts. Contexts longer than 12 bases are hashed.
 */
const LONGEST_DIRECT = 12;
const HASHED_BITS = 24;
const MOST = 255;

export class Sketch {
  /** @param k bases of a context, 1..16 */
  constructor(k) {
    this.k = k;
    this.bits = Math.min(2 * k, k > LONGEST_DIRECT ? HASHED_BITS : 2 * k);
    this.counts = new Uint8Array(4 * 2 ** this.bits);
  }

  /** Counts a sequence and its reverse complement. */
  learn(bases) {
    this.#count(bases);
    this.#count(bases.map((base) => 3 - base).reverse());
  }

  #count(bases) {
    let context = 0;
    bases.forEach((base, i) => {
      const at = this.slot(context) + base;
      if (i >= this.k && this.counts[at] < MOST) this.counts[at]++;
      context = (context << 2) | base;
    });
  }

  /** Where the counts of a context start; its newest base is in the lowest bits. */
  slot(context) {
    const { k, bits } = this;
    const kmer = k === 16 ? context >>> 0 : context & (4 ** k - 1);
    const place = bits === 2 * k ? kmer : Math.imul(kmer, 0x9e3779b1) >>> (32 - bits);
    return 4 * place;
  }
}

/** Predicts by the counts of a sketch, each plus `prior`. */
export class SketchPredictor {
  #context = 0;

  constructor(sketch, prior = 0.5) {
    this.sketch = sketch;
    this.prior = prior;
  }

  predict(out) {
    const { sketch, prior } = this;
    const at = sketch.slot(this.#context);
    const [a, c, g, t] = sketch.counts.subarray(at, at + 4);
    const scale = 65532 / (a + c + g + t + 4 * prior);
    out[0] = 1 + Math.floor((a + prior) * scale);
    out[1] = 1 + Math.floor((c + prior) * scale);
    out[2] = 1 + Math.floor((g + prior) * scale);
    out[3] = 65536 - out[0] - out[1] - out[2];
  }

  update(base) {
    this.#context = (this.#context << 2) | base;
  }
}
