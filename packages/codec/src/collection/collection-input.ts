/**
 * Input of a collection's archive: the bytes of its files, in the order of the plan.
 */
import type { PlacedFile } from './collection-plan.ts';
import { chunksOf } from './known-file.ts';

const LINE_END = Uint8Array.of(0x0a);

/** @throws TypeError when a file has other bytes than it said */
export async function* inputOf(files: readonly PlacedFile[]): AsyncGenerator<Uint8Array> {
  for (const { input, size, isLineEnded, name } of files) {
    let bytes = 0;
    for await (const chunk of chunksOf(input, 0, size)) {
      bytes += chunk.length;
      if (bytes <= size) yield chunk;
    }
    if (bytes !== size) {
      throw new TypeError(`${JSON.stringify(name)} changed while it was read`);
    }
    if (isLineEnded) yield LINE_END;
  }
}
