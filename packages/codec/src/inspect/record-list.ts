/**
 * Records of which only the longest are kept when there are many.
 */

/** A record, or a sequence without a title. */
export interface InspectedRecord {
  /** The title up to its first white space, at most 256 characters. */
  readonly name: string;
  /** Residues before its first one in the file. */
  readonly start: number;
  readonly residues: number;
  /** Residues that were coded as bases, and the bits that they cost. */
  readonly bases: number;
  readonly bits: number;
}

/** A record that is not complete. */
export type OpenRecord = { -readonly [Key in keyof InspectedRecord]: InspectedRecord[Key] };

export class RecordList {
  readonly #most: number;
  #records: InspectedRecord[] = [];
  #count = 0;

  /** @param most how many are kept */
  constructor(most: number) {
    this.#most = most;
  }

  /** Number of all records, kept or not. */
  get count(): number {
    return this.#count;
  }

  add(record: InspectedRecord): void {
    this.#count++;
    if (this.#records.push(record) >= 2 * this.#most) this.#prune();
  }

  /** Records that were kept, in the order of the file. */
  finish(): InspectedRecord[] {
    this.#prune();
    return this.#records;
  }

  #prune(): void {
    if (this.#records.length <= this.#most) return;
    const longest = this.#records.sort((a, b) => b.residues - a.residues).slice(0, this.#most);
    this.#records = longest.sort((a, b) => a.start - b.start);
  }
}
