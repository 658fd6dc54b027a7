/**
 * Archives to be read from any place: files here, or on a server that answers range requests.
 */
import type { ArchiveSource } from '@pmklc/codec';
import { httpSource } from '@pmklc/container';
import { openForRandomAccess } from './input.ts';

/** An archive that is open. */
interface OpenSource {
  readonly source: ArchiveSource;
  close(): Promise<void>;
}

const URL_START = /^https?:\/\//i;

/**
 * @param name a path, or a URL of http or https
 * @throws FileError when it is no regular file, the system's error, or RemoteError
 */
export async function openArchiveSource(name: string, signal: AbortSignal): Promise<OpenSource> {
  if (URL_START.test(name)) {
    return { source: await httpSource(name, { signal }), close: async () => {} };
  }
  const handle = await openForRandomAccess(name);
  return { source: handle, close: () => handle.close() };
}
