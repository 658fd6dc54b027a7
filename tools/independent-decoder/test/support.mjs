/** Support for the suites of the independent decoder. */
import { readFileSync } from 'node:fs';
import { compress } from '@pmklc/codec';
import { KnowledgePack, NO_PROTEINS } from '@pmklc/knowledge';
import { headersOf } from '../../../packages/codec/test/support.ts';
import { decodeFile } from '../container/archive.mjs';
import { readPack } from '../knowledge/pack.mjs';
import { byId, readPacks } from '../knowledge/pack-files.mjs';

const ROOT = new URL('../../../', import.meta.url);

/** Packs, the public one only. */
const PUBLIC = readPacks();

export function fileOf(path) {
  return new Uint8Array(readFileSync(new URL(path, ROOT)));
}

/** The bytes of a FASTA file of one sequence. */
export function fasta(bases) {
  return new TextEncoder().encode(`>x\n${[...bases].map((base) => 'ACGT'[base]).join('')}\n`);
}

/** The bytes of a pack that has what is given, and nothing else. */
export function packOf(contents) {
  const nothing = { references: [], proteins: NO_PROTEINS, states: [], levels: [] };
  return KnowledgePack.write({ name: 'test', ...nothing, ...contents });
}

/** Entries of an archive's headers for knowledge, by partition. */
export async function entriesOf(archive) {
  return (await headersOf(archive)).map(({ model }) => model.knowledge);
}

/** Packs of `.pmk` files and the public one, by id. */
function packsOf(files) {
  return byId([...PUBLIC.values(), ...files.map(readPack)]);
}

/**
 * Whether the independent decoder gives back what this build packed, with knowledge from the packs of
 * `options.knowledge` and the public one; without any, unless `options.knowledge.select` says so.
 */
export async function agrees(input, options) {
  return isUnpacked(
    await compress(input, { knowledge: { select: 'none' }, ...options }),
    input,
    options,
  );
}

/** Whether the independent decoder makes the input of an archive. */
export function isUnpacked(archive, input, { knowledge = {} } = {}) {
  return isEqual(decodeFile(archive, packsOf(knowledge.packs ?? [])), input);
}

/** Far faster than the assertion of a test runner. */
export function isEqual(a, b) {
  return Buffer.compare(a, b) === 0;
}
