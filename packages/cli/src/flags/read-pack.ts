/**
 * `--knowledge FILE.pmk`: a knowledge pack.
 */
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { KnowledgePack, MAX_PACK_BYTES } from '@pmklc/knowledge';
import { describeError, UsageError } from '../messages/errors.ts';

/**
 * The bytes of the file, which are a pack, in memory that workers share: it may be large.
 * @throws UsageError when the file cannot be read, or is none
 */
export function readPack(path: string): Uint8Array {
  try {
    const file = readShared(path);
    KnowledgePack.read(file);
    return file;
  } catch (cause) {
    throw new UsageError(`--knowledge ${path} cannot be used: ${describeError(cause)}`, { cause });
  }
}

function readShared(path: string): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const found = fstatSync(file);
    // Only reading tells how much there is in a pipe.
    if (!found.isFile()) return new Uint8Array(readFileSync(file));
    const { size } = found;
    if (size > MAX_PACK_BYTES) {
      const limit = MAX_PACK_BYTES.toLocaleString('en');
      throw new RangeError(`a knowledge pack has at most ${limit} bytes`);
    }
    const bytes = new Uint8Array(new SharedArrayBuffer(size));
    for (let done = 0; done < size;) {
      const count = readSync(file, bytes, done, size - done, done);
      if (count === 0) throw new RangeError('it became shorter while it was read');
      done += count;
    }
    return bytes;
  } finally {
    closeSync(file);
  }
}
