/**
 * The public pack's file, where it is fetched: in a browser. Bundlers find it by this URL.
 */
import { fetchBytes } from '@pmklc/core';

/** It cannot be had at once. */
export function readPublicFile(): Uint8Array | undefined {
  return undefined;
}

/** Its bytes, 3.5 MB. @throws Error when it is not there */
export function fetchPublicFile(): Promise<Uint8Array> {
  return fetchBytes(new URL('../../public.pmk', import.meta.url));
}
