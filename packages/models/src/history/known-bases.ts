/**
 * The bases that are known so far, of a prefix and of all lanes behind it: what copies are made from.
 *
 * A base that is not known reads as A (0), as do places outside. Arithmetic: docs/format/model.md, "History" and "Lanes".
 */
import { LaneLayout, type Base } from '@pmklc/core';

/** Bases that may be read before the start, and past the end. */
const MARGIN = 64;
const FIRST_CAPACITY = 1024;

/** Bases by position: those of the prefix, then those of the lanes, one lane behind the other. */
export class KnownBases {
  readonly layout: LaneLayout;
  /** Bases before the first lane. */
  readonly #prefix: number;
  #capacity: number;
  #bases: Uint8Array;
  /** Position behind the newest base, by lane; the prefix belongs to the first one. */
  readonly #ends: Float64Array;

  /**
   * @param capacity bases to make room for; of one lane more are possible
   * @param prefix number of bases that come before those of the layout
   */
  constructor(capacity = FIRST_CAPACITY, prefix = 0, layout = new LaneLayout()) {
    this.layout = layout;
    this.#prefix = prefix;
    this.#capacity = layout.lanes > 1 ? prefix + layout.bases : capacity;
    this.#bases = new Uint8Array(MARGIN + this.#capacity + MARGIN);
    this.#ends = Float64Array.from({ length: layout.lanes }, (_, lane) =>
      lane === 0 ? 0 : this.startOf(lane),
    );
  }

  /** Position of the first base that a lane knows: 0 of the first one, to which the prefix belongs. */
  startOf(lane: number): number {
    return lane === 0 ? 0 : this.#prefix + this.layout.start(lane);
  }

  /** The base at `position`, -64 .. 63 behind the last one. */
  at(position: number): Base {
    return this.#bases[MARGIN + position] as Base;
  }

  /** Whether the base at a position, any integer, is known. */
  knows(position: number): boolean {
    const ends = this.#ends;
    if (position < ends[0]) return position >= 0;
    if (ends.length === 1) return false;
    const place = position - this.#prefix;
    return place < this.layout.bases && position < ends[this.layout.laneOf(place)];
  }

  /** Adds the newest base of a lane. */
  append(lane: number, base: Base): void {
    const position = this.#ends[lane]++;
    if (position === this.#capacity) this.#grow();
    this.#bases[MARGIN + position] = base;
  }

  #grow(): void {
    this.#capacity = 2 * this.#capacity + FIRST_CAPACITY;
    const grown = new Uint8Array(MARGIN + this.#capacity + MARGIN);
    grown.set(this.#bases);
    this.#bases = grown;
  }
}
