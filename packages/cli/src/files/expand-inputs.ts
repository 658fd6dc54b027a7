/**
 * `-r`: directories stand for the files in them.
 */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from '../flags/command.ts';
import { SUFFIX } from './names.ts';

/**
 * The inputs, with the files below each directory in its place, sorted by name: archives, or when
 * packing all others. Symbolic links below a directory are left out, so that nothing outside of it
 * and nothing twice is taken; so is what is neither file nor directory.
 *
 * @param onError is told about directories that cannot be read
 */
export async function expandInputs(
  { inputs, recursive, mode }: Command,
  onError: (name: string, error: unknown) => void,
): Promise<string[]> {
  if (!recursive) return [...inputs];
  const isWanted = (name: string) => name.endsWith(SUFFIX) !== (mode === 'compress');
  const files: string[] = [];
  for (const name of inputs) {
    const isDirectory = name !== '-' && (await stat(name).catch(() => undefined))?.isDirectory();
    if (!isDirectory) files.push(name);
    else for await (const file of filesBelow(name, onError)) if (isWanted(file)) files.push(file);
  }
  return files;
}

async function* filesBelow(
  directory: string,
  onError: (name: string, error: unknown) => void,
): AsyncGenerator<string> {
  const entries = await readdir(directory, { withFileTypes: true }).catch((error: unknown) => {
    onError(directory, error);
    return [];
  });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path, onError);
    else if (entry.isFile()) yield path;
  }
}
