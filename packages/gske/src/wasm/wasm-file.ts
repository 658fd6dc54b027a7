/**
 * The kernel's file, where it is fetched: in a browser. Bundlers find it by this URL.
 */
import { fetchBytes } from '@pmklc/core';

/** The bytes of `gske.wasm`. @throws Error when it is not there */
export function readWasm(): Promise<Uint8Array<ArrayBuffer>> {
  return fetchBytes(new URL('../../dist/gske.wasm', import.meta.url));
}
