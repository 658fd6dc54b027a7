/**
 * Real files: `testdata` of this repository, and the development corpus where a machine has it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The folder of the small real files. */
export const TESTDATA = `${ROOT}testdata`;

/** The folder of the development corpus, which need not exist; `PMKLC_CORPUS` names the folder above it. */
export const CORPUS = `${process.env['PMKLC_CORPUS'] ?? `${ROOT}../shared/corpus`}/dev`;

/** Paths of the files of a folder, none if it does not exist. */
export function filesOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => !name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);
}

/** A whole file. */
export function readBytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(path));
}
