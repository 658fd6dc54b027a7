/**
 * Names of the two files that an archive of mates holds.
 */
import { basename, dirname, join } from 'node:path';
import type { MateNames } from '@pmklc/codec';
import { fileSource, readIndex } from '@pmklc/container';
import { PmklcError } from '@pmklc/core';
import { openForRandomAccess } from '../files/input.ts';
import { unzippedName } from '../files/names.ts';

/** Names to record of the files that are packed. */
export function namesToRecord(
  [first, second]: readonly [string, string],
  isUnzipped: boolean,
): MateNames {
  const nameOf = (path: string): string => basename(isUnzipped ? unzippedName(path) : path);
  return [nameOf(first), nameOf(second)];
}

/**
 * Paths beside the archive for its two files; undefined when it is of one, or cannot be read, which whoever unpacks it will say.
 * Archives one after the other are of one, even where each is of mates.
 */
export async function matePathsOf(archive: string): Promise<MateNames | undefined> {
  const handle = await openForRandomAccess(archive);
  try {
    const [only, ...more] = await readIndex(await fileSource(handle));
    const names = more.length === 0 ? only?.header.mateNames : undefined;
    const beside = (name: string): string => join(dirname(archive), name);
    return names && [beside(names[0]), beside(names[1])];
  } catch (error) {
    if (error instanceof PmklcError) return undefined;
    throw error;
  } finally {
    await handle.close();
  }
}
