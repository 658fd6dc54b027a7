/**
 * An input that is packed or unpacked, and how much of it was read.
 */
import type { Command } from '../flags/command.ts';
import { shownInput } from '../messages/errors.ts';
import { warn } from './for-each-input.ts';
import { gunzipped, isGzip } from './gzip-input.ts';
import type { Input } from './input.ts';

/** Read once, from front to back. */
export class CountedInput {
  readonly #command: Command;
  readonly #input: Input;
  #fileBytes = 0;
  #bytes = 0;

  constructor(command: Command, input: Input) {
    this.#command = command;
    this.#input = input;
  }

  /** Bytes that were given so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Bytes of the file for each byte that was given; below 1 for what was unpacked with `--gunzip`. */
  get packedShare(): number {
    return this.#bytes > 0 ? this.#fileBytes / this.#bytes : 1;
  }

  /** The bytes to be worked on. */
  async *read(): AsyncGenerator<Uint8Array> {
    const file = this.#readFile();
    // Mates were unpacked before they were put together.
    const isPacked = this.#command.gunzip && !this.#command.paired;
    for await (const chunk of isPacked ? gunzipped(file) : file) {
      this.#bytes += chunk.length;
      yield chunk;
    }
  }

  async *#readFile(): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.#input.read()) {
      if (this.#fileBytes === 0) this.#hint(chunk);
      this.#fileBytes += chunk.length;
      yield chunk;
    }
  }

  /** Hint at `--gunzip`: who packs a packed file again may not know that there is a better way. */
  #hint(start: Uint8Array): void {
    const { mode, gunzip, quiet } = this.#command;
    if (mode !== 'compress' || gunzip || quiet || !isGzip(start)) return;
    warn(
      `${shownInput(this.#input.name)}: this is gzip data, which gets hardly smaller (--gunzip packs what is in it)`,
    );
  }
}
