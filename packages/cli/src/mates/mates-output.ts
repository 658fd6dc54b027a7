/**
 * Two files of mates as one output: each record goes to its own.
 */
import type { Output } from '../files/output.ts';
import { MateSeparator } from './mate-separator.ts';

export class MatesOutput implements Output {
  readonly path = undefined;
  readonly #files: readonly [Output, Output];
  readonly #separator = new MateSeparator();

  constructor(files: readonly [Output, Output]) {
    this.#files = files;
  }

  async write(chunk: Uint8Array): Promise<void> {
    const parts = this.#separator.separate(chunk);
    for (const [i, file] of this.#files.entries())
      if (parts[i]!.length > 0) await file.write(parts[i]!);
  }

  async commit(): Promise<void> {
    for (const file of this.#files) await file.commit();
  }

  async discard(): Promise<void> {
    for (const file of this.#files) await file.discard();
  }
}
