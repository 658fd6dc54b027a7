/**
 * Cloning a view clones all of the buffer below it, so what is sent gets a buffer of its own size.
 */

/** Copy of the bytes in a plain `Uint8Array` whose buffer holds nothing else. */
export function compact(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  const isWhole = buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength;
  if (isWhole && bytes.constructor === Uint8Array) return bytes as Uint8Array<ArrayBuffer>;
  return new Uint8Array(bytes);
}

/** Copy of the bytes in memory that threads share, so that they are sent without a copy. */
export function toShared(bytes: Uint8Array): Uint8Array<SharedArrayBuffer> {
  if (bytes.buffer instanceof SharedArrayBuffer) return bytes as Uint8Array<SharedArrayBuffer>;
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}
