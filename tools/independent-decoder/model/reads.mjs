/** Reads one after the other: docs/format/model.md, "Reads". */
export class Reads {
  /** Bases known of the read; 0 where one begins. */
  place = 0;
  #lengths;
  #turn = 0;

  constructor(lengths) {
    this.#lengths = lengths;
  }

  /** The same reads, where so many bases of them are known. */
  after(count) {
    const reads = new Reads(this.#lengths);
    for (let i = 0; i < count; i++) reads.add();
    return reads;
  }

  add() {
    this.place++;
    if (this.place < this.#lengths[this.#turn]) return;
    this.place = 0;
    this.#turn = (this.#turn + 1) % this.#lengths.length;
  }
}
