/** Checks of knowledge on inputs that are too large for the fast suite. */
import { compress } from '@pmklc/codec';
import { packProteins } from '@pmklc/knowledge';
import { END } from '@pmklc/models';
import { concat, genesOf, proteinFamily } from '@pmklc/testing';
import { expect, test } from 'vitest';
import { entriesOf, fasta, isUnpacked, packOf } from './support.mjs';

/** Revision in entries for packs that are not public; bit of the mask for proteins. */
const OTHER_PACK = 0;
const PROTEINS = 2;

test('it unpacks genes of proteins that a pack has', async () => {
  const family = proteinFamily(60, 500, 3);
  const known = family.slice(0, 4).flatMap((protein) => [protein, Uint8Array.of(END)]);
  const knowledge = { packs: [packOf({ proteins: packProteins(concat(...known)) })] };
  const input = fasta(genesOf(family.slice(4), 5));
  const archive = await compress(input, { level: 2, knowledge });
  const [entries] = await entriesOf(archive);
  const entry = entries.find(([revision]) => revision === OTHER_PACK);
  expect([...entry.subarray(7)]).toEqual([PROTEINS]);
  expect(isUnpacked(archive, input, { knowledge })).toBe(true);
});
