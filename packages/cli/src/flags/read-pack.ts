/**
 * `--knowledge FILE.pmk`: a knowledge pack.
 */
import { readFileSync } from 'node:fs';
import { KnowledgePack } from '@pmklc/knowledge';
import { describeError, UsageError } from '../messages/errors.ts';

/**
 * The bytes of the file, which are a pack.
 * @throws UsageError when the file cannot be read, or is none
 */
export function readPack(path: string): Uint8Array {
  try {
    const file = new Uint8Array(readFileSync(path));
    KnowledgePack.read(file);
    return file;
  } catch (cause) {
    throw new UsageError(`--knowledge ${path} cannot be used: ${describeError(cause)}`, { cause });
  }
}
