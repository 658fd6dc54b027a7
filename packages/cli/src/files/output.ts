/**
 * Where results go. A file gets its name only when it is complete: until then its bytes are in a
 * temporary file beside it, which is removed when anything fails.
 */
import { randomBytes } from 'node:crypto';
import { unlinkSync, write } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { link, open, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { FileError, systemCode } from '../messages/errors.ts';

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

/** A new file, or in place of an existing one when `force`; devices and pipes are written directly. */
export async function openFile(path: string, force: boolean, mode: number): Promise<Output> {
  const existing = await stat(path).catch(() => undefined);
  if (existing?.isDirectory()) throw new FileError('it is a directory');
  if (existing !== undefined && !existing.isFile()) return new DeviceOutput(await open(path, 'w'));
  if (existing !== undefined && !force) throw existsAlready(path);
  const temporary = join(dirname(path), `.pmklc-${randomBytes(6).toString('hex')}.tmp`);
  const handle = await open(temporary, 'wx', mode);
  temporaries.add(temporary);
  return new FileOutput(handle, temporary, path, force);
}

/**
 * Standard output. Not by `process.stdout`, whose writes to a pipe block the thread until someone
 * reads, and with it the handlers of signals.
 */
export function openStdout(): Output {
  return {
    path: undefined,
    write: writeToStdout,
    commit: async () => {},
    discard: async () => {},
  };
}

async function writeToStdout(chunk: Uint8Array): Promise<void> {
  for (let from = 0; from < chunk.length;) {
    try {
      from += await writeSome(STDOUT, chunk.subarray(from));
    } catch (error) {
      // Who started us may have set the pipe to non-blocking.
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

  constructor(handle: FileHandle, temporary: string, target: string, force: boolean) {
    this.#handle = handle;
    this.path = temporary;
    this.#target = target;
    this.#force = force;
  }

  async write(chunk: Uint8Array): Promise<void> {
    await writeAll(this.#handle, chunk);
  }

  async commit(): Promise<void> {
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

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  async write(chunk: Uint8Array): Promise<void> {
    await writeAll(this.#handle, chunk);
  }

  async commit(): Promise<void> {
    await this.#handle.close();
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
