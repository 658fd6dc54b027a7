/**
 * The public knowledge, of `@pmklc/public-knowledge`. What is in it: docs/model-card.md.
 */
import {
  fetchPublicFile,
  PUBLIC_ID,
  PUBLIC_REVISION,
  readPublicFile,
} from '@pmklc/public-knowledge';
import { KnowledgePack } from './knowledge-pack.ts';

let pack: KnowledgePack | undefined;

/**
 * The public pack. In Node it is read from its package, once, on the first call; in a browser it must be loaded before.
 * @throws Error in a browser where `loadPublicPack` was not called, or has not finished
 */
export function publicPack(): KnowledgePack {
  const found = publicPackIfLoaded();
  if (found === undefined) throw new Error('the public pack is not there: await loadPublicPack()');
  return found;
}

/** The public pack, as `publicPack`; undefined where it is not loaded, which is never so in Node. */
export function publicPackIfLoaded(): KnowledgePack | undefined {
  if (pack !== undefined) return pack;
  const file = readPublicFile();
  pack = file && KnowledgePack.read(file);
  return pack;
}

/**
 * Fetches the public pack, 9.5 MB, once, from where `@pmklc/public-knowledge` is: in a browser it is there on request only. Without it, archives
 * are made as without public knowledge, and those that need it are not unpacked.
 * @param file `public.pmk` of that package, where it is got in another way
 * @throws RangeError when it is another file; Error when it cannot be fetched
 */
export async function loadPublicPack(file?: Uint8Array): Promise<KnowledgePack> {
  if (pack !== undefined) return pack;
  const read = KnowledgePack.read(file ?? (await fetchPublicFile()));
  if (read.hexId !== PUBLIC_ID) {
    throw new RangeError(`the public pack is ${PUBLIC_ID}, this file is ${read.hexId}`);
  }
  pack ??= read;
  return pack;
}

/** Revision of a pack, as archives name it: that of the public one, 0 for any other. */
export function revisionOf(candidate: KnowledgePack): number {
  return candidate === pack ? PUBLIC_REVISION : 0;
}
