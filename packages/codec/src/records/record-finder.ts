/**
 * Finds records by name: a search goes on where the one before stopped, so that many together read the
 * records once.
 */
import type { SequenceRecord } from './sequence-record.ts';

/** Records that are remembered; of what comes later, every search looks anew. */
const REMEMBERED_RECORDS = 2 ** 20;

export class RecordFinder {
  readonly #records: () => AsyncGenerator<readonly SequenceRecord[]>;
  readonly #limit: number;
  #remembered = new Map<string, SequenceRecord>();
  /** Records that were looked at. */
  #count = 0;
  #rest: AsyncGenerator<readonly SequenceRecord[]> | undefined;
  #isComplete = false;
  /** The search before, which must end first. */
  #before: Promise<unknown> = Promise.resolve();

  /**
   * @param records all of them, from the first on, a few at a time: a promise for each would take longer than to find it
   * @param limit how many are remembered
   */
  constructor(
    records: () => AsyncGenerator<readonly SequenceRecord[]>,
    limit = REMEMBERED_RECORDS,
  ) {
    this.#records = records;
    this.#limit = limit;
  }

  /** The first record of each name; reads no further than the last of them. */
  async find(names: Iterable<string>): Promise<Map<string, SequenceRecord>> {
    const search = this.#before.then(() => this.#find(new Set(names)));
    this.#before = search.catch(() => {});
    return search;
  }

  async #find(names: Set<string>): Promise<Map<string, SequenceRecord>> {
    const found = new Map<string, SequenceRecord>();
    const take = (name: string, record: SequenceRecord | undefined) => {
      if (record !== undefined && names.delete(name)) found.set(name, record);
    };
    for (const name of names) take(name, this.#remembered.get(name));
    while (names.size > 0 && !this.#isComplete && this.#count < this.#limit) {
      for (const record of await this.#next()) take(record.name, record);
    }
    if (names.size === 0 || this.#isComplete) return found;
    let number = 0;
    for await (const records of this.#records()) {
      number += records.length;
      if (number > this.#count) for (const record of records) take(record.name, record);
      if (names.size === 0) break;
    }
    return found;
  }

  /** Remembers the next records; none when there are no more. */
  async #next(): Promise<readonly SequenceRecord[]> {
    this.#rest ??= this.#records();
    try {
      const { value: records, done } = await this.#rest.next();
      if (done) {
        this.#isComplete = true;
        return [];
      }
      this.#count += records.length;
      for (const record of records) {
        if (!this.#remembered.has(record.name)) this.#remembered.set(record.name, record);
      }
      return records;
    } catch (error) {
      // Where it failed it cannot go on: who asks again is told again.
      this.#rest = undefined;
      this.#count = 0;
      throw error;
    }
  }
}
