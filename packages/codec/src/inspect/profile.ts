/**
 * Profile of what residues cost and what carried them, along the sequence, in bins of equal width. The width
 * doubles whenever there would be too many, so that any length takes the same memory.
 */
import { CARRIERS } from '@pmklc/models';
import type { CarriedBases, Profile } from './inspection.ts';

const KINDS = CARRIERS.length;

/** Cost of a base in bits, by its frequency. A report only: no coder depends on how it is rounded. */
const BITS = /* @__PURE__ */ Float64Array.from({ length: 65536 }, (_, frequency) => {
  return frequency === 0 ? 0 : 16 - Math.log2(frequency);
});

export class ProfileBuilder {
  readonly #bits: Float64Array;
  readonly #bases: Uint32Array;
  readonly #carriers: Uint32Array;
  /** Bases and bits of each kind, over all bins. */
  readonly #carriedBases = new Float64Array(KINDS);
  readonly #carriedBits = new Float64Array(KINDS);
  #binResidues = 1;
  #residues = 0;

  /** @param maxBins a power of two */
  constructor(maxBins: number) {
    this.#bits = new Float64Array(maxBins);
    this.#bases = new Uint32Array(maxBins);
    this.#carriers = new Uint32Array(maxBins * KINDS);
  }

  /** Residues so far. */
  get residues(): number {
    return this.#residues;
  }

  /** Bases that each kind of model carried so far, and what they cost. */
  get carried(): CarriedBases[] {
    return CARRIERS.map(({ name }, kind) => {
      return { carrier: name, bases: this.#carriedBases[kind]!, bits: this.#carriedBits[kind]! };
    });
  }

  /** Residues that are no bases come next. */
  skip(residues: number): void {
    this.#residues += residues;
    while (this.#residues > this.#bases.length * this.#binResidues) this.#widen();
  }

  /**
   * Bases come next.
   * @param notes of `Report`
   * @returns the bits that they cost
   */
  add(notes: Uint32Array): number {
    let total = 0;
    const start = this.#residues;
    this.skip(notes.length);
    const width = this.#binResidues;
    for (let from = 0; from < notes.length;) {
      const bin = Math.floor((start + from) / width);
      const to = Math.min(notes.length, (bin + 1) * width - start);
      total += this.#addTo(bin, notes, from, to);
      from = to;
    }
    return total;
  }

  /** Profile of the residues so far; copies. */
  finish(): Profile {
    const bins = Math.ceil(this.#residues / this.#binResidues);
    return {
      binResidues: this.#binResidues,
      bits: this.#bits.slice(0, bins),
      bases: this.#bases.slice(0, bins),
      carriers: this.#carriers.slice(0, bins * KINDS),
    };
  }

  #addTo(bin: number, notes: Uint32Array, from: number, to: number): number {
    const carriers = this.#carriers;
    let bits = 0;
    for (let i = from; i < to; i++) {
      const note = notes[i]!;
      const kind = note >>> 16;
      const cost = BITS[note & 0xffff]!;
      bits += cost;
      carriers[bin * KINDS + kind]!++;
      this.#carriedBases[kind]!++;
      this.#carriedBits[kind]! += cost;
    }
    this.#bits[bin] += bits;
    this.#bases[bin] += to - from;
    return bits;
  }

  #widen(): void {
    this.#binResidues *= 2;
    halve(this.#bits, 1);
    halve(this.#bases, 1);
    halve(this.#carriers, KINDS);
  }
}

/** Adds up every two rows of `columns` numbers; the upper half becomes 0. */
function halve(values: Float64Array | Uint32Array, columns: number): void {
  const rows = values.length / columns;
  for (let row = 0; row < rows / 2; row++) {
    for (let column = 0; column < columns; column++) {
      const at = 2 * row * columns + column;
      values[row * columns + column] = values[at] + values[at + columns];
    }
  }
  values.fill(0, (rows / 2) * columns);
}
