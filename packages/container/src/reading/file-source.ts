/**
 * Files, buffers and the like as bytes that can be read from any place.
 */
import { checkBytes, PmklcError, wrongKind } from '@pmklc/core';

/** Bytes that can be read from any place: a file, a buffer, a server that answers ranges. */
export interface RandomAccessSource {
  /** Bytes in all. */
  readonly size: number;
  /** Exactly `length` bytes from `offset`; only called inside the size. */
  read(offset: number, length: number): Promise<Uint8Array> | Uint8Array;
}

/** Methods of an open file that `fileSource` needs; Node's `FileHandle` is one. */
export interface ReadableHandle {
  /** Tells its size in bytes. */
  stat(): Promise<{ readonly size: number }>;
  /** Reads up to `length` bytes from `position` of the file into `buffer` at `offset`; none are left when it reads 0. */
  read(
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>;
}

/**
 * An open file; it must stay open as long as the source is used.
 * @throws PmklcError (its `read`) `truncated` when the file became shorter
 */
export async function fileSource(handle: ReadableHandle): Promise<RandomAccessSource> {
  if (!isHandle(handle)) throw wrongKind('handle', 'an open file, with `stat` and `read`', handle);
  const { size } = await handle.stat();
  return {
    size,
    async read(offset, length) {
      const bytes = new Uint8Array(length);
      for (let done = 0; done < length;) {
        const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
        if (bytesRead === 0) {
          throw new PmklcError('truncated', 'the file became shorter while it was read');
        }
        done += bytesRead;
      }
      return bytes;
    },
  };
}

function isHandle(value: unknown): value is ReadableHandle {
  return typeof value === 'object' && value !== null && 'stat' in value && 'read' in value;
}

/** @throws TypeError when it is no source that can be read from any place */
export function checkRandomAccess(source: unknown): asserts source is RandomAccessSource {
  const isObject = typeof source === 'object' && source !== null;
  if (isObject && 'size' in source && 'read' in source) return;
  throw wrongKind('source', 'an object with `size` and `read`', source);
}

/** The bytes themselves; they must not change while read. */
export function byteSource(bytes: Uint8Array): RandomAccessSource {
  checkBytes('bytes', bytes);
  return {
    size: bytes.length,
    read: (offset, length) => bytes.subarray(offset, offset + length),
  };
}
