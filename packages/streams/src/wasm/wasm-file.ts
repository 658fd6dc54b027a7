/**
 * The compiled models' file, where it is fetched: in a browser. Bundlers find it by this URL.
 */
import { fetchBytes } from '@pmklc/core';

/** Bytes of the file: undefined, for they cannot be had at once. */
export function readWasm(): Uint8Array<ArrayBuffer> | undefined {
  return undefined;
}

/** Bytes of the file. @throws Error when it is not there */
export function fetchWasm(): Promise<Uint8Array<ArrayBuffer>> {
  return fetchBytes(new URL('../../dist/streams.wasm', import.meta.url));
}
