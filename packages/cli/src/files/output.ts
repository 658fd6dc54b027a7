/**
 * Outputs, to which results go. A file gets its name only when it is complete: until then its bytes are in a
 * temporary file beside it, which is removed when anything fails.
 */
import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { unlinkSync, write } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { link, open, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { FileError, naming, OtherFileError, systemCode } from '../messages/errors.ts';
import type { FileAttributes } from './file-attributes.ts';
import { setAttributes } from './file-attributes.ts';

/** Takes bytes in order, then either `commit` or `discard`. */
export interface Output {
  write(chunk: Uint8Array): Promise<void>;
  /** All is written: make it last. */
  commit(): Promise<void>;
  /** Something failed: leave nothing behind, as far as that is possible. */
  discard(): Promise<void>;
  /** A path to read back what was written, before `commit`; undefined when there is none. */
  readonly path: string | undefined;
}

const STDOUT = 1;
const RETRY_MS = 10;
const PRIVATE_MODE = 0o600;

/** Gives the number of bytes that were written. */
const writeSome = async (file: number, bytes: Uint8Array) =>
  (await promisify(write)(file, bytes)).bytesWritten;

/** Temporary files in being, to be removed should the process exit early. */
const temporaries = new Set<string>();

/** Removes all temporary files at once, for the last moment of a process. */
export function removeTemporaries(): void {
  for (const path of temporaries) {
    try {
      unlinkSync(path);
    } catch {
      // Nothing more can be done.
    }
  }
  temporaries.clear();
}

/**
 * A new file, or in place of an existing one when `force`; devices and pipes are written directly.
 *
 * @param mode permissions, of which the user's mask takes some
 * @param attributes what the file has in the end instead; until then it is for nobody else
 * @throws OtherFileError, which names `path`; FileError when it is there already
 */
export async function openFile(
  path: string,
  force: boolean,
  mode: number,
  attributes?: FileAttributes,
): Promise<Output> {
  const existing = await naming(path, statIfThere(path));
  if (existing?.isDirectory()) throw new OtherFileError(path, new FileError('it is a directory'));
  if (existing !== undefined && !existing.isFile()) {
    return new DeviceOutput(await naming(path, open(path, 'w')), path);
  }
  if (existing !== undefined && !force) throw existsAlready(path);
  const temporary = join(dirname(path), `.pmklc-${randomBytes(6).toString('hex')}.tmp`);
  const handle = await naming(path, open(temporary, 'wx', attributes ? PRIVATE_MODE : mode));
  temporaries.add(temporary);
  return new FileOutput(handle, temporary, path, force, attributes);
}

async function statIfThere(path: string): Promise<Stats | undefined> {
  return stat(path).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
}

/**
 * Standard output. Not by `process.stdout`, whose writes to a pipe block the thread until someone
 * reads, and with it the handlers of signals.
 */
export function openStdout(): Output {
  return {
    path: undefined,
    write: (chunk) => naming('standard output', writeToStdout(chunk)),
    commit: async () => {},
    discard: async () => {},
  };
}

async function writeToStdout(chunk: Uint8Array): Promise<void> {
  for (let from = 0; from < chunk.length;) {
    try {
      from += await writeSome(STDOUT, chunk.subarray(from));
    } catch (error) {
      // The program that started us may have set the pipe to non-blocking.
      if (systemCode(error) !== 'EAGAIN') throw error;
      await wait(RETRY_MS);
    }
  }
}

/** Swallows everything, for tests of archives. */
export function openNowhere(): Output {
  return {
    path: undefined,
    write: async () => {},
    commit: async () => {},
    discard: async () => {},
  };
}

class FileOutput implements Output {
  readonly path: string;
  readonly #handle: FileHandle;
  readonly #target: string;
  readonly #force: boolean;
  readonly #attributes: FileAttributes | undefined;

  constructor(
    handle: FileHandle,
    temporary: string,
    target: string,
    force: boolean,
    attributes: FileAttributes | undefined,
  ) {
    this.#handle = handle;
    this.path = temporary;
    this.#target = target;
    this.#force = force;
    this.#attributes = attributes;
  }

  async write(chunk: Uint8Array): Promise<void> {
    await naming(this.#target, writeAll(this.#handle, chunk));
  }

  async commit(): Promise<void> {
    await naming(this.#target, this.#finish());
  }

  async #finish(): Promise<void> {
    if (this.#attributes !== undefined) await setAttributes(this.#handle, this.#attributes);
    await this.#handle.sync();
    await this.#handle.close();
    if (this.#force) await rename(this.path, this.#target);
    else await renameToNew(this.path, this.#target);
    temporaries.delete(this.path);
  }

  async discard(): Promise<void> {
    await this.#handle.close().catch(() => {});
    await unlink(this.path).catch(() => {});
    temporaries.delete(this.path);
  }
}

class DeviceOutput implements Output {
  readonly path = undefined;
  readonly #handle: FileHandle;
  readonly #name: string;

  constructor(handle: FileHandle, name: string) {
    this.#handle = handle;
    this.#name = name;
  }

  async write(chunk: Uint8Array): Promise<void> {
    await naming(this.#name, writeAll(this.#handle, chunk));
  }

  async commit(): Promise<void> {
    await naming(this.#name, this.#handle.close());
  }

  async discard(): Promise<void> {
    await this.#handle.close().catch(() => {});
  }
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let from = 0; from < chunk.length;) {
    const { bytesWritten } = await handle.write(chunk, from);
    from += bytesWritten;
  }
}

/** A hard link fails when the name was taken meanwhile; not every file system has them. */
async function renameToNew(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw existsAlready(to);
    if (await stat(to).catch(() => undefined)) throw existsAlready(to);
    await rename(from, to);
    return;
  }
  await unlink(from);
}

function existsAlready(path: string): FileError {
  return new FileError(`${path} exists already (use -f to overwrite)`);
}
