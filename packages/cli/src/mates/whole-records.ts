/**
 * Records of four lines, taken one after the other from a file that is read in chunks.
 */
import { ByteBuffer } from '@pmklc/core';
import { FileError, OtherFileError } from '../messages/errors.ts';

const LF = 10;
const LINES = 4;
/** Longest record: more of a file without line ends would only fill memory. */
const MAX_RECORD_BYTES = 2 ** 28;

export class WholeRecords {
  readonly #name: string;
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #buffer = new ByteBuffer(2 ** 16);
  /** Beginning of the next record, and how far it was searched. */
  #start = 0;
  #scanned = 0;
  #lines = 0;

  /** @param name of the file, for errors */
  constructor(name: string, source: AsyncIterable<Uint8Array>) {
    this.#name = name;
    this.#chunks = source[Symbol.asyncIterator]();
  }

  /** The next record if it is in memory: a view that is valid until more is read. */
  take(): Uint8Array | undefined {
    const { bytes, length } = this.#buffer;
    const known = bytes.subarray(0, length);
    while (this.#lines < LINES) {
      const end = known.indexOf(LF, this.#scanned);
      this.#scanned = end < 0 ? length : end + 1;
      if (end < 0) return undefined;
      this.#lines++;
    }
    const record = known.subarray(this.#start, this.#scanned);
    this.#start = this.#scanned;
    this.#lines = 0;
    return record;
  }

  /**
   * The next record, read where it must be; undefined at the end of the file.
   * @throws OtherFileError, which names the file, when it does not end with a whole record
   */
  async next(): Promise<Uint8Array | undefined> {
    for (;;) {
      const record = this.take();
      if (record !== undefined) return record;
      const { done, value } = await this.#chunks.next();
      if (done) break;
      this.#append(value);
    }
    if (this.#start === this.#buffer.length) return undefined;
    throw this.#error('it does not end with a record of four lines, so it has no mates');
  }

  /** Reads no further. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  #append(chunk: Uint8Array): void {
    const buffer = this.#buffer;
    buffer.bytes.copyWithin(0, this.#start, buffer.length);
    buffer.length -= this.#start;
    this.#scanned -= this.#start;
    this.#start = 0;
    buffer.append(chunk);
    if (buffer.length > MAX_RECORD_BYTES + chunk.length) {
      throw this.#error('a record is too long to have a mate');
    }
  }

  #error(what: string): OtherFileError {
    return new OtherFileError(this.#name, new FileError(what));
  }
}
