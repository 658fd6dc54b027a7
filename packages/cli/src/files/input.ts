/**
 * Inputs, from which bytes come: files, pipes and standard input.
 */
import type { BigIntStats } from 'node:fs';
import { createReadStream, fstatSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FileError, OtherFileError, UsageError } from '../messages/errors.ts';
import type { FileAttributes } from './file-attributes.ts';
import { attributesOf } from './file-attributes.ts';

const CHUNK_BYTES = 2 ** 20;
/** Names of what a process has open already; nothing can be written beside it. */
const DESCRIPTOR = /^\/dev\/(stdin|stdout|stderr|fd\/\d+)$|^\/proc\/[^/]+\/(task\/\d+\/)?fd\/\d+$/;

/** One input, not yet read. */
export interface Input {
  /** Name as given; `-` is standard input. */
  readonly name: string;
  /** Bytes; undefined when only reading tells. */
  readonly size: number | undefined;
  /** Kind of a special file, such as "a pipe"; undefined for a regular file. */
  readonly special: string | undefined;
  /** Attributes for the output that is made of it; undefined when it is no regular file. */
  readonly attributes: FileAttributes | undefined;
  /** Tells files apart, whatever their names; undefined for standard input that is no regular file. */
  readonly identity: string | undefined;
  /** Files that it is made of, where there are several. */
  readonly parts?: readonly Input[];
  read(): AsyncIterable<Uint8Array>;
}

/** @throws FileError or the system's error when it cannot be read */
export async function openInput(name: string): Promise<Input> {
  if (name === '-') return standardInput();
  const found = await stat(name, { bigint: true });
  if (found.isDirectory()) throw new FileError('it is a directory (-r takes the files in it)');
  if (found.isSocket()) throw new FileError('it is a socket');
  return {
    name,
    size: found.isFile() ? Number(found.size) : undefined,
    special: (await isDescriptor(name)) ? 'a file descriptor' : specialOf(found),
    attributes: found.isFile() ? attributesOf(found) : undefined,
    identity: toIdentity(found),
    read: () => createReadStream(name, { highWaterMark: CHUNK_BYTES }),
  };
}

function standardInput(): Input {
  const read = () => process.stdin as AsyncIterable<Uint8Array>;
  const identity = identityOfDescriptor(0);
  return { name: '-', size: undefined, special: 'a pipe', attributes: undefined, identity, read };
}

/**
 * A file to be read from anywhere in it; close it in the end.
 * @throws FileError when it is none, or the system's error
 */
export async function openForRandomAccess(name: string): Promise<FileHandle> {
  // Opening a pipe would wait for its other end.
  const special = specialOf(await stat(name, { bigint: true }));
  if (special === undefined) return open(name, 'r');
  throw new FileError(`it is ${special}${special === 'a directory' ? '' : ', not a regular file'}`);
}

/** The identity of the file that `path` leads to, to be compared with `Input.identity`; undefined when there is none. */
export async function identityOf(path: string): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found && toIdentity(found);
}

/** The identity of the regular file that is open with this number; undefined when it is none. */
export function identityOfDescriptor(descriptor: number): string | undefined {
  try {
    const found = fstatSync(descriptor, { bigint: true });
    return found.isFile() ? toIdentity(found) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param path `-` for standard output
 * @throws OtherFileError, which names it, when one of the inputs would be overwritten, or grow while it is read
 */
export async function refuseInputAsOutput(
  path: string,
  inputs: readonly Pick<Input, 'identity'>[],
): Promise<void> {
  const identity = path === '-' ? identityOfDescriptor(1) : await identityOf(path);
  if (identity === undefined || !inputs.some((input) => input.identity === identity)) return;
  const error = new UsageError('input and output are the same file');
  throw new OtherFileError(path === '-' ? 'standard output' : path, error);
}

function specialOf(found: BigIntStats): string | undefined {
  if (found.isFile()) return undefined;
  if (found.isDirectory()) return 'a directory';
  if (found.isFIFO()) return 'a pipe';
  return found.isSocket() ? 'a socket' : 'a device';
}

/** Whether it is one of the names that lead to descriptors, in whatever way it is written. */
async function isDescriptor(name: string): Promise<boolean> {
  const folder = await realpath(dirname(name)).catch(() => dirname(name));
  return DESCRIPTOR.test(join(folder, basename(name)));
}

function toIdentity({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`;
}
