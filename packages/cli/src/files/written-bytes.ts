/**
 * Reads a file while it is being written, up to where it has got.
 */
import { open } from 'node:fs/promises';

const CHUNK_BYTES = 2 ** 20;

/** How far a file is written, for one who reads it meanwhile. */
export class WrittenBytes {
  readonly #start: number;
  #count: number;
  #isDone = false;
  #wake = () => {};

  /** @param start bytes that are there, and of no interest */
  constructor(start = 0) {
    this.#start = start;
    this.#count = start;
  }

  /** Bytes so far. */
  get count(): number {
    return this.#count - this.#start;
  }

  /** So many more bytes are in the file. */
  add(count: number): void {
    this.#count += count;
    this.#wake();
  }

  /** There will be no more. */
  finish(): void {
    this.#isDone = true;
    this.#wake();
  }

  /**
   * The bytes of the file behind the start, in order, each as soon as it is written; ends after `finish`.
   * @throws the system's error when it cannot be read
   */
  async *read(path: string): AsyncGenerator<Uint8Array> {
    const handle = await open(path, 'r');
    try {
      for (let position = this.#start; ;) {
        const available = Math.min(this.#count - position, CHUNK_BYTES);
        if (available === 0) {
          if (this.#isDone) return;
          await new Promise<void>((resolve) => (this.#wake = resolve));
          continue;
        }
        const { bytesRead, buffer } = await handle.read(new Uint8Array(available), {
          position,
        });
        if (bytesRead === 0) throw new Error('it became shorter while it was read');
        yield buffer.subarray(0, bytesRead);
        position += bytesRead;
      }
    } finally {
      await handle.close();
    }
  }
}
