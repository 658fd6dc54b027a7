/**
 * Where bytes come from.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { FileError } from '../messages/errors.ts';

const CHUNK_BYTES = 2 ** 20;

/** One input, not yet read. */
export interface Input {
  /** As given; `-` is standard input. */
  readonly name: string;
  /** Bytes; undefined when only reading tells. */
  readonly size: number | undefined;
  /** Permissions for what is made of it. */
  readonly mode: number;
  /** Tells files apart, whatever their names; undefined for standard input. */
  readonly identity: string | undefined;
  read(): AsyncIterable<Uint8Array>;
}

/** @throws FileError or the system's error when it cannot be read */
export async function openInput(name: string): Promise<Input> {
  if (name === '-') {
    const read = () => process.stdin as AsyncIterable<Uint8Array>;
    return { name, size: undefined, mode: 0o666, identity: undefined, read };
  }
  const found = await stat(name);
  if (found.isDirectory()) throw new FileError('it is a directory (-r takes the files in it)');
  return {
    name,
    size: found.isFile() ? found.size : undefined,
    mode: found.mode & 0o777,
    identity: `${found.dev}:${found.ino}`,
    read: () => createReadStream(name, { highWaterMark: CHUNK_BYTES }),
  };
}

/** What `path` leads to, to be compared with `Input.identity`; undefined when nothing. */
export async function identityOf(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found && `${found.dev}:${found.ino}`;
}
