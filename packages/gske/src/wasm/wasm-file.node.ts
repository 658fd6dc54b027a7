/**
 * The kernel's file, in Node. The same file seen from `src/` and from `dist/`.
 */
import { readFile } from 'node:fs/promises';

/** The bytes of `gske.wasm`. */
export async function readWasm(): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(new URL('../../dist/gske.wasm', import.meta.url)));
}
