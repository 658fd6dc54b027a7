/**
 * Use of a pack: what of it a sequence was coded with, and how an archive names it.
 */
import {
  ByteReader,
  ByteWriter,
  checkBytes,
  concatBytes,
  equalBytes,
  PmklcError,
  toHex,
} from '@pmklc/core';
import type { BaseCoder, Beginning, ModelConfig, Snapshot } from '@pmklc/models';
import { PACK_ID_BYTES, type KnowledgePack } from '../pack/knowledge-pack.ts';
import { PUBLIC_REVISION } from '@pmklc/public-knowledge';
import { publicPackIfLoaded } from '../pack/public-pack.ts';
import { basesOf } from '../pack/reference.ts';
import {
  joinNearest,
  readRanges,
  rangeBases,
  writeRanges,
  type ReferenceRange,
} from './reference-ranges.ts';

/** A reference in use. */
export interface ReferenceUse {
  /** Index among the references of its pack. */
  readonly index: number;
  /** Ranges of it that are read; absent: all of it. */
  readonly ranges?: readonly ReferenceRange[];
}

/** Parts of one pack. */
export interface KnowledgeUse {
  readonly pack: KnowledgePack;
  /** Whether the model starts from the pack's snapshot. At most one pack gives one. */
  readonly hasSnapshot: boolean;
  /** Whether the model knows the pack's proteins. */
  readonly hasProteins: boolean;
  /** References in use, ascending, each once. */
  readonly references: readonly ReferenceUse[];
}

/** Bit 0 of the mask stands for the snapshot, bit 1 for the proteins, bit i + 2 for reference i: 34 bits, in bytes. */
const MAX_MASK_BYTES = 5;
const SNAPSHOT_BIT = 0;
const PROTEINS_BIT = 1;
const FIRST_REFERENCE_BIT = 2;
/** Added to the revision: ranges follow the mask. */
const HAS_RANGES = 128;
/** Most bytes of an entry of a header. */
const MAX_USE_BYTES = 64;
/** Bytes of a header for naming a pack: tag, length, revision, id, mask. */
export const USE_BYTES = 3 + PACK_ID_BYTES + 1;

/**
 * Entry of the header for a use: revision of the public pack (0 for others), id, mask; then the ranges, if there are
 * any. Format: docs/format/knowledge.md, "Use".
 *
 * @throws RangeError when there are more ranges than it has room for, see `fitUse`
 */
export function encodeUse(use: KnowledgeUse, revision: number): Uint8Array {
  const writer = new ByteWriter();
  const hasRanges = use.references.some(({ ranges }) => ranges !== undefined);
  writer.u8(revision + (hasRanges ? HAS_RANGES : 0));
  writer.bytes(use.pack.id);
  const mask = maskOf(use);
  if (hasRanges) writer.u8(mask.length);
  writer.bytes(mask);
  if (hasRanges) for (const { ranges } of use.references) writeRanges(writer, ranges);
  if (writer.length > MAX_USE_BYTES) throw new RangeError('too many ranges of references');
  return writer.toUint8Array();
}

/** A use with its nearest ranges joined, until there are no more than `encodeUse` has room for. */
export function fitUse(use: KnowledgeUse): KnowledgeUse {
  const { references } = use;
  const sizes = references.map(({ ranges = [] }) => ranges.length);
  const most = Math.max(0, ...sizes);
  if (most === 0 || fits(use)) return use;
  const longest = sizes.indexOf(most);
  const { index, ranges } = references[longest]!;
  const fewer = joinNearest(ranges!);
  const shorter = { index, ...(fewer && { ranges: fewer }) };
  const others = references.map((reference, i) => (i === longest ? shorter : reference));
  return fitUse({ ...use, references: others });
}

function fits(use: KnowledgeUse): boolean {
  try {
    return encodeUse(use, 0).length <= MAX_USE_BYTES;
  } catch {
    return false;
  }
}

function maskOf({ hasSnapshot, hasProteins, references }: KnowledgeUse): Uint8Array {
  const mask = new Uint8Array(MAX_MASK_BYTES);
  const bits = references.map(({ index }) => index + FIRST_REFERENCE_BIT);
  if (hasSnapshot) bits.push(SNAPSHOT_BIT);
  if (hasProteins) bits.push(PROTEINS_BIT);
  for (const bit of bits) {
    mask[bit >> 3]! |= 1 << (bit & 7);
  }
  let used = MAX_MASK_BYTES;
  while (used > 1 && mask[used - 1] === 0) used--;
  return mask.subarray(0, used);
}

/**
 * @param entry of a header
 * @param packs those at hand
 * @throws PmklcError `model-mismatch` when none of them is the one; `corrupt`
 */
export function decodeUse(entry: Uint8Array, packs: readonly KnowledgePack[]): KnowledgeUse {
  const { revision, id, bits, ranges } = splitUse(entry);
  const pack = packs.find((candidate) => equalBytes(candidate.id, id));
  if (pack === undefined) throw missing(revision, id);
  const indices = bits.map((bit) => bit - FIRST_REFERENCE_BIT).filter((index) => index >= 0);
  if (indices.some((i) => i >= pack.contents.references.length)) {
    throw new PmklcError('corrupt', `knowledge pack ${pack.hexId} has no such reference`);
  }
  const hasProteins = bits.includes(PROTEINS_BIT);
  if (hasProteins && pack.contents.proteins.residueCount === 0) {
    throw new PmklcError('corrupt', `knowledge pack ${pack.hexId} has no proteins`);
  }
  const references = indices.map((index) => {
    const named = ranges && readRanges(ranges, pack.contents.references[index]!);
    return { index, ...(named && { ranges: named }) };
  });
  if (ranges && ranges.remaining > 0) throw unnatural();
  return { pack, hasSnapshot: bits.includes(SNAPSHOT_BIT), hasProteins, references };
}

/**
 * Description of an entry of a header, for people: the pack's id, and its parts when it is at hand. Names
 * come from the pack: escape them before printing.
 */
export function describeUse(entry: Uint8Array, packs: readonly KnowledgePack[]): string {
  checkBytes('entry', entry);
  if (entry.length < 1 + PACK_ID_BYTES + 1) return describePrivate(entry);
  const id = toHex(entry.subarray(1, 1 + PACK_ID_BYTES));
  const pack = packs.find(({ hexId }) => hexId === id);
  if (pack === undefined) return id;
  const { hasSnapshot, hasProteins, references } = decodeUse(entry, [pack]);
  const names = references.map(({ index }) => pack.contents.references[index]!.name);
  const parts = [...(hasSnapshot ? ['snapshot'] : []), ...(hasProteins ? ['proteins'] : [])];
  return `${id}: ${[...parts, ...names].join(', ')}`;
}

/** The pack that an entry of a header names, in hexadecimal, and its public revision (0: none). */
export function namedPack(entry: Uint8Array): { hexId: string; revision: number } | undefined {
  if (entry.length < 1 + PACK_ID_BYTES + 1) return undefined;
  const { revision, id } = splitUse(entry);
  return { hexId: toHex(id), revision };
}

/** An entry of a header; its ranges, if it has any, are still to be read. */
interface SplitUse {
  readonly revision: number;
  readonly id: Uint8Array;
  /** Numbers of the bits of the mask that are set. */
  readonly bits: readonly number[];
  readonly ranges: ByteReader | undefined;
}

function splitUse(entry: Uint8Array): SplitUse {
  checkBytes('entry', entry);
  if (entry.length < 1 + PACK_ID_BYTES + 1) throw unnatural();
  const hasRanges = entry[0]! >= HAS_RANGES;
  const rest = new ByteReader(entry.subarray(1 + PACK_ID_BYTES));
  const maskBytes = hasRanges ? rest.u8() : rest.remaining;
  if (maskBytes < 1 || maskBytes > Math.min(MAX_MASK_BYTES, rest.remaining)) throw unnatural();
  const mask = rest.bytes(maskBytes);
  if (mask.at(-1) === 0) throw unnatural();
  return {
    revision: entry[0]! % HAS_RANGES,
    id: entry.subarray(1, 1 + PACK_ID_BYTES),
    bits: bitsOf(mask),
    ranges: hasRanges ? rest : undefined,
  };
}

function unnatural(): PmklcError {
  return new PmklcError('corrupt', 'a header names knowledge in a way that no encoder does');
}

/** An entry that is too short for a pack: docs/format/knowledge.md, "Private networks". */
function describePrivate(entry: Uint8Array): string {
  return `private network of ${new ByteReader(entry.subarray(1)).varint()} bytes`;
}

function bitsOf(mask: Uint8Array): number[] {
  return Array.from({ length: 8 * mask.length }, (_, bit) => bit).filter(
    (bit) => (mask[bit >> 3]! & (1 << (bit & 7))) !== 0,
  );
}

/** The pack is not at hand. */
function missing(revision: number, id: Uint8Array): PmklcError {
  const what = `the bases were coded with knowledge ${toHex(id)}`;
  return new PmklcError('model-mismatch', `${what}: ${whereIs(revision)}`);
}

function whereIs(revision: number): string {
  if (revision === 0) return 'a pack that was given when packing, and is needed to unpack';
  if (revision === PUBLIC_REVISION && publicPackIfLoaded() === undefined) {
    return 'the public pack, which is not loaded: await loadPublicPack() first';
  }
  return `public knowledge of revision ${revision}, which another version of pmklc has`;
}

/** The bases of all references in use, in order. */
function prefixOf(uses: readonly KnowledgeUse[]): Uint8Array {
  return concatBytes(
    uses.flatMap(({ pack, references }) =>
      references.flatMap(({ index, ranges }) => {
        const reference = pack.contents.references[index]!;
        if (ranges === undefined) return [basesOf(reference)];
        return ranges.map((range) => rangeBases(reference, range));
      }),
    ),
  );
}

/**
 * Beginning of a model of this level: bases of references, and a snapshot.
 * @param engine that will code the bases
 * @throws PmklcError `corrupt` when a pack lacks the snapshot that is asked of it
 */
export function beginningOf(
  uses: readonly KnowledgeUse[],
  level: number,
  engine: BaseCoder<ModelConfig>,
): Beginning {
  const prefix = prefixOf(uses);
  const snapshot = snapshotOf(uses, level, engine);
  const [first, ...others] = uses.flatMap((use) => (use.hasProteins ? [use.pack.proteins()] : []));
  const proteins = others.length > 0 ? concatBytes([first!, ...others]) : first;
  return {
    ...(prefix.length > 0 && { prefix }),
    ...(proteins && { proteins }),
    ...(snapshot && { snapshot }),
  };
}

function snapshotOf(
  uses: readonly KnowledgeUse[],
  level: number,
  engine: BaseCoder<ModelConfig>,
): Snapshot | undefined {
  const [use, more] = uses.filter(({ hasSnapshot }) => hasSnapshot);
  if (use === undefined) return undefined;
  const snapshot = more === undefined ? use.pack.snapshotOf(level, engine) : undefined;
  if (snapshot === undefined) {
    throw new PmklcError('corrupt', `no knowledge pack has one snapshot for level ${level}`);
  }
  return snapshot;
}
