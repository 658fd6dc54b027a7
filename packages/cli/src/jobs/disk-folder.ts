/**
 * The folder of divided work on a disk, which machines may share.
 */
import { readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobFolder } from '@pmklc/codec';
import { openFile } from '../files/output.ts';
import { naming, systemCode } from '../messages/errors.ts';

const FILE_MODE = 0o666;

/** Names that files of divided work have, whatever else is in the folder. */
const OWN_NAME = /^(\d{4,}\.(job|snapshot|result)|skeleton)$/;

/** Folder of divided work. Its files get their names when they are complete, and on disk. */
export class DiskFolder implements JobFolder {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async read(name: string): Promise<Uint8Array | undefined> {
    const path = join(this.#path, name);
    try {
      return new Uint8Array(await readFile(path));
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return undefined;
      return naming(path, Promise.reject(error as Error));
    }
  }

  async write(name: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    const output = await openFile(join(this.#path, name), true, FILE_MODE);
    try {
      for await (const chunk of chunks) await output.write(chunk);
      await output.commit();
    } catch (error) {
      await output.discard();
      throw error;
    }
  }

  /** Files of divided work that are there already. */
  async own(): Promise<string[]> {
    const names = await naming(this.#path, readdir(this.#path));
    return names.filter((name) => OWN_NAME.test(name));
  }

  /** Removes files of other work. */
  async remove(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const path = join(this.#path, name);
      await naming(path, unlink(path));
    }
  }
}
