/**
 * The file of public knowledge, where it is fetched: in a browser. Bundlers find it by this URL.
 */
import { fetchBytes } from '@pmklc/core';

/** The file cannot be had at once: undefined. */
export function readPublicFile(): Uint8Array | undefined {
  return undefined;
}

/** Bytes of the file, 9.5 MB. @throws Error when it is not there */
export function fetchPublicFile(): Promise<Uint8Array> {
  return fetchBytes(new URL('../public.pmk', import.meta.url));
}
