/**
 * Brings notes of bases into the order of the sequence: those of lanes come a stretch of each lane at a time.
 */
import type { Report } from '@pmklc/models';

/** Hands on the notes of a partition in order. What comes too early is kept: of several lanes most of it, 4 bytes a base. */
export class NotesInOrder {
  readonly #take: (notes: Uint32Array) => void;
  /** Notes that came too early, by the number of their first base. */
  readonly #early = new Map<number, Uint32Array>();
  /** Bases whose notes were handed on. */
  #taken = 0;

  /** @param take hears of all notes, each valid during the call only */
  constructor(take: (notes: Uint32Array) => void) {
    this.#take = take;
  }

  /** Some notes, as a `Report` hears of them. */
  readonly add: Report = (notes, first) => {
    if (first !== this.#taken) {
      this.#early.set(first, notes.slice());
      return;
    }
    this.#hand(notes);
    for (let next; (next = this.#early.get(this.#taken)) !== undefined;) {
      this.#early.delete(this.#taken);
      this.#hand(next);
    }
  };

  #hand(notes: Uint32Array): void {
    this.#take(notes);
    this.#taken += notes.length;
  }
}
