/** The packs that a decoder has: the public one, and those of files. */
import { existsSync, readFileSync } from 'node:fs';
import { readPack } from './pack.mjs';

const PUBLIC = new URL('../../../packages/public-knowledge/public.pmk', import.meta.url);

/** Packs by id: those of `paths`, and the public one. Without its file, only archives that name it are refused. */
export function readPacks(paths = []) {
  const files = existsSync(PUBLIC) ? [PUBLIC, ...paths] : paths;
  return byId(files.map(readPackFile));
}

export function byId(packs) {
  return new Map(packs.map((pack) => [pack.id, pack]));
}

function readPackFile(path) {
  try {
    return readPack(readFileSync(path));
  } catch (cause) {
    throw new Error(`no pack can be read from ${path}: ${cause.message}`, { cause });
  }
}
