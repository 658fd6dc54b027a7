/**
 * Cuts a source anew, so that what follows does not depend on how it came.
 */
import { checkChunk, type ByteSource } from '@pmklc/container';
import { takeTurns, TURN_BYTES } from '../in-turns.ts';

/**
 * Yields the bytes of `source` in pieces of exactly `size` bytes, the last one shorter, none empty.
 * A piece may be a view of a chunk of the source: it must be used before the next is asked for.
 *
 * @throws TypeError when the source yields something that is not a `Uint8Array`
 */
export async function* fixedPieces(source: ByteSource, size: number): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(size);
  let filled = 0;
  let taken = 0;
  for await (const chunk of source instanceof Uint8Array ? [source] : source) {
    checkChunk(chunk);
    let from = 0;
    while (from < chunk.length) {
      // Bytes that are all there would be taken apart without a break.
      if ((taken += size) >= TURN_BYTES) {
        await takeTurns();
        taken = 0;
      }
      if (filled === 0 && chunk.length - from >= size) {
        yield chunk.subarray(from, from + size);
        from += size;
        continue;
      }
      const part = chunk.subarray(from, from + size - filled);
      buffer.set(part, filled);
      from += part.length;
      filled += part.length;
      if (filled < size) continue;
      yield buffer;
      filled = 0;
    }
  }
  if (filled > 0) yield buffer.subarray(0, filled);
}
