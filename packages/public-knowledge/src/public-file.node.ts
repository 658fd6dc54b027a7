/**
 * The file of public knowledge, in Node.
 */
import { readFileSync } from 'node:fs';

/** Bytes of the file. */
export function readPublicFile(): Uint8Array | undefined {
  return readFileSync(new URL('../public.pmk', import.meta.url));
}

/** Bytes of the file; nothing is fetched from a network. */
export async function fetchPublicFile(): Promise<Uint8Array> {
  return readPublicFile()!;
}
