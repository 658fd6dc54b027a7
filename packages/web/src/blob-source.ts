/**
 * Files of a page as bytes that can be read from any place.
 */
import type { RandomAccessSource } from '@pmklc/container';
import { wrongKind } from '@pmklc/core';

/**
 * A `Blob` or `File` for `openArchive`; no more of it is in memory than what is read.
 * @throws TypeError when it is none
 */
export function blobSource(blob: Blob): RandomAccessSource {
  if (!(blob instanceof Blob)) throw wrongKind('blob', 'a Blob', blob);
  return {
    size: blob.size,
    read: async (offset, length) => {
      return new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer());
    },
  };
}

/** Bytes of a blob from front to back. */
export async function* chunksOf(blob: Blob): AsyncGenerator<Uint8Array> {
  const reader = blob.stream().getReader();
  try {
    for (let next; !(next = await reader.read()).done;) yield next.value;
  } finally {
    await reader.cancel();
  }
}
