/** The first weights of networks: docs/format/model.md, "First weights". */
export class WeightGenerator {
  #x = 1;

  next() {
    this.#x = (Math.imul(1664525, this.#x) + 1013904223) >>> 0;
    return (this.#x >>> 16) - 32768;
  }
}
