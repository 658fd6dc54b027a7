/**
 * Puts what comes in chunks into a blob. Browsers keep blobs outside of the memory of the page, and large ones on disk.
 */

/** Bytes that are kept in the worker before they go into a blob. */
const PART_BYTES = 2 ** 23;

export async function collectBlob(chunks: AsyncIterable<Uint8Array>): Promise<Blob> {
  const parts: Blob[] = [];
  let pending: BlobPart[] = [];
  let bytes = 0;
  const store = () => {
    if (bytes > 0) parts.push(new Blob(pending));
    pending = [];
    bytes = 0;
  };
  for await (const chunk of chunks) {
    pending.push(chunk as Uint8Array<ArrayBuffer>);
    bytes += chunk.length;
    if (bytes >= PART_BYTES) store();
  }
  store();
  return new Blob(parts);
}
