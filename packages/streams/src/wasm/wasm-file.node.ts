/**
 * The compiled models' file, in Node. The same file seen from `src/` and from `dist/`.
 */
import { readFileSync } from 'node:fs';

/** Bytes of the file. */
export function readWasm(): Uint8Array<ArrayBuffer> | undefined {
  return new Uint8Array(readFileSync(new URL('../../dist/streams.wasm', import.meta.url)));
}

/** Bytes of the file; nothing is fetched from a network. */
export async function fetchWasm(): Promise<Uint8Array<ArrayBuffer>> {
  return readWasm()!;
}
