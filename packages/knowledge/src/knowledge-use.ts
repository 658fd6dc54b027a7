/**
 * What of a pack a sequence was coded with, and how an archive names it.
 */
import { PmklcError, type Beginning, type Snapshot } from '@pmklc/core';
import { PACK_ID_BYTES, type KnowledgePack } from './knowledge-pack.ts';
import { primerOf, type Reference } from './reference.ts';

/** Parts of one pack. */
export interface KnowledgeUse {
  readonly pack: KnowledgePack;
  /** Whether the model starts from the pack's snapshot. At most one pack gives one. */
  readonly hasSnapshot: boolean;
  /** Indices of references, ascending. */
  readonly references: readonly number[];
}

/** Bit 0 of the mask stands for the snapshot, bit i + 1 for reference i: 33 bits, in bytes. */
const MAX_MASK_BYTES = 5;

/**
 * What goes into the header: revision of the public pack (0 for others), id, mask.
 * Format: docs/format-knowledge.md, "Use".
 */
export function encodeUse(
  { pack, hasSnapshot, references }: KnowledgeUse,
  revision: number,
): Uint8Array {
  const mask = new Uint8Array(MAX_MASK_BYTES);
  for (const bit of [...(hasSnapshot ? [0] : []), ...references.map((i) => i + 1)]) {
    mask[bit >> 3]! |= 1 << (bit & 7);
  }
  let used = MAX_MASK_BYTES;
  while (used > 1 && mask[used - 1] === 0) used--;
  return Uint8Array.of(revision, ...pack.id, ...mask.subarray(0, used));
}

/**
 * @param entry of a header
 * @param packs those at hand
 * @throws PmklcError `model-mismatch` when none of them is the one; `corrupt`
 */
export function decodeUse(entry: Uint8Array, packs: readonly KnowledgePack[]): KnowledgeUse {
  const maskBytes = entry.length - 1 - PACK_ID_BYTES;
  if (maskBytes < 1 || maskBytes > MAX_MASK_BYTES || entry.at(-1) === 0) {
    throw new PmklcError('corrupt', 'a header names knowledge in a way that no encoder does');
  }
  const id = entry.subarray(1, 1 + PACK_ID_BYTES);
  const pack = packs.find((candidate) => Buffer.compare(candidate.id, id) === 0);
  if (pack === undefined) throw missing(entry[0]!, id);
  const bits = bitsOf(entry.subarray(1 + PACK_ID_BYTES));
  const references = bits.filter((bit) => bit > 0).map((bit) => bit - 1);
  if (references.some((i) => i >= pack.contents.references.length)) {
    throw new PmklcError('corrupt', `knowledge pack ${pack.hexId} has no such reference`);
  }
  return { pack, hasSnapshot: bits[0] === 0, references };
}

/**
 * What an entry of a header names, for people: the pack's id, and its parts when it is at hand. Names
 * come from the pack: escape them before printing.
 */
export function describeUse(entry: Uint8Array, packs: readonly KnowledgePack[]): string {
  const id = Buffer.from(entry.subarray(1, 1 + PACK_ID_BYTES)).toString('hex');
  const pack = packs.find(({ hexId }) => hexId === id);
  if (pack === undefined) return id;
  const { hasSnapshot, references } = decodeUse(entry, [pack]);
  const names = references.map((i) => pack.contents.references[i]!.name);
  return `${id}: ${[...(hasSnapshot ? ['snapshot'] : []), ...names].join(', ')}`;
}

function bitsOf(mask: Uint8Array): number[] {
  return Array.from({ length: 8 * mask.length }, (_, bit) => bit).filter(
    (bit) => (mask[bit >> 3]! & (1 << (bit & 7))) !== 0,
  );
}

function missing(revision: number, id: Uint8Array): PmklcError {
  const name = Buffer.from(id).toString('hex');
  const where =
    revision === 0
      ? 'a pack that was given when packing, and is needed to unpack'
      : `public knowledge of revision ${revision}, which another version of pmklc has`;
  return new PmklcError('model-mismatch', `the bases were coded with knowledge ${name}: ${where}`);
}

/** The references of all uses, in order. */
export function referencesOf(uses: readonly KnowledgeUse[]): Reference[] {
  return uses.flatMap(({ pack, references }) =>
    references.map((i) => pack.contents.references[i]!),
  );
}

/**
 * What a model of this level begins with.
 * @throws PmklcError `corrupt` when a pack lacks the snapshot that is asked of it
 */
export function beginningOf(uses: readonly KnowledgeUse[], level: number): Beginning {
  const references = referencesOf(uses);
  const snapshot = snapshotOf(uses, level);
  return {
    ...(references.length > 0 && { primer: primerOf(references) }),
    ...(snapshot && { snapshot }),
  };
}

function snapshotOf(uses: readonly KnowledgeUse[], level: number): Snapshot | undefined {
  const [use, more] = uses.filter(({ hasSnapshot }) => hasSnapshot);
  if (use === undefined) return undefined;
  const snapshot = more === undefined ? use.pack.snapshotOf(level) : undefined;
  if (snapshot === undefined) {
    throw new PmklcError('corrupt', `no knowledge pack has one snapshot for level ${level}`);
  }
  return snapshot;
}
