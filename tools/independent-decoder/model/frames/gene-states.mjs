/** The states of the frame model, and how they belong together: docs/format/model.md, "Frame model". */
export class GeneStates {
  count;
  /** States of genes of one strand, and of both. */
  #strand;
  #genes;

  constructor({ genes, intergenic }) {
    this.#strand = 3 * genes;
    this.#genes = 6 * genes;
    this.count = this.#genes + intergenic;
  }

  /** The state of the next base. */
  follower(state) {
    if (state >= this.#genes) return state;
    return state % 3 === 2 ? state - 2 : state + 1;
  }

  /** The state in which the other strand reads the base before a context of so many bases. */
  opposite(state, order) {
    if (state >= this.#genes) return state;
    const place = state % 3;
    const first = state - place;
    if (state < this.#strand) return first + this.#strand + 2 - modulo(place - order, 3);
    return first - this.#strand + modulo(2 - place + order, 3);
  }
}

/** Remainder that is not negative. */
function modulo(x, y) {
  return ((x % y) + y) % y;
}
