/**
 * Collects a stream.
 */

/** All chunks as one array. */
export async function joinChunks(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    all.push(chunk);
    length += chunk.length;
  }
  const bytes = new Uint8Array(length);
  let end = 0;
  for (const chunk of all) {
    bytes.set(chunk, end);
    end += chunk.length;
  }
  return bytes;
}
