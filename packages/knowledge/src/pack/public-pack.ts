/**
 * The public knowledge that comes with this package. What is in it: docs/model-card.md.
 */
import { readFileSync } from 'node:fs';
import { KnowledgePack } from './knowledge-pack.ts';

/** Goes up with every new public pack; archives name it, so that a decoder can say what it lacks. */
export const PUBLIC_REVISION = 1;

let pack: KnowledgePack | undefined;

/** Read once, on the first call; nothing is ever fetched from a network. */
export function publicPack(): KnowledgePack {
  pack ??= KnowledgePack.read(readFileSync(new URL('../../public.pmk', import.meta.url)));
  return pack;
}

/** What archives say of a pack: the revision of the public one, 0 for any other. */
export function revisionOf(candidate: KnowledgePack): number {
  return candidate === pack ? PUBLIC_REVISION : 0;
}
