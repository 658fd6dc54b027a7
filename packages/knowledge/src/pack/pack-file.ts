/**
 * The bytes of a `.pmk` file. Format: docs/format/knowledge.md.
 */
import { ByteReader, ByteWriter, concatBytes, equalBytes, PmklcError } from '@pmklc/core';
import { MAX_LEVEL, MIN_LEVEL } from '@pmklc/models';
import type { LevelState, PackContents } from './pack-contents.ts';
import {
  MAX_PACK_BYTES,
  MAX_REFERENCE_BASES,
  MAX_REFERENCES,
  MAX_RESIDUES,
} from './pack-limits.ts';
import type { PackedProteins } from './proteins.ts';
import { packedBytes, type Reference } from './reference.ts';

const MAGIC = Uint8Array.of(0x50, 0x4d, 0x4b, 0x6e); // "PMKn"
const VERSION = 1;
const MAX_NAME_BYTES = 256;
const MAX_STATES = 256;
const MAX_PARTS = 64;
const MAX_LEARNED_BASES = 2 ** 30;

/**
 * Checks what can be known before anything is learned: names, and how many references of how many bases there are.
 * @throws RangeError for too many references or too long a name; PmklcError `memory-limit` for too many bases or residues
 */
export function checkContents({
  name,
  references,
  proteins,
}: Pick<PackContents, 'name' | 'references' | 'proteins'>): void {
  checkCount(references.length);
  checkSize('a knowledge pack', 'residues of proteins', proteins.residueCount, MAX_RESIDUES);
  let bytes = proteins.packed.length;
  writeName(new ByteWriter(), name);
  for (const { name, packed, baseCount } of references) {
    writeName(new ByteWriter(), name);
    checkSize('a reference of a knowledge pack', 'bases', baseCount, MAX_REFERENCE_BASES);
    bytes += packed.length;
  }
  checkSize('a knowledge pack', 'bytes', bytes, MAX_PACK_BYTES);
}

function checkCount(references: number): void {
  if (references <= MAX_REFERENCES) return;
  const limits = `at most ${MAX_REFERENCES} references of ${MAX_REFERENCE_BASES} bases each`;
  throw new RangeError(`a pack has ${limits}, these would be ${references}`);
}

function checkSize(what: string, unit: string, size: number, most: number): void {
  if (size <= most) return;
  const [limit, got] = [most, size].map((x) => x.toLocaleString('en'));
  throw new PmklcError('memory-limit', `${what} has at most ${limit} ${unit}, this one ${got}`);
}

/** @throws as `checkContents` */
export function writeContents(contents: PackContents): Uint8Array {
  checkContents(contents);
  const pieces = [...piecesOf(contents)];
  const size = pieces.reduce((sum, { length }) => sum + length, 0);
  checkSize('a knowledge pack', 'bytes', size, MAX_PACK_BYTES);
  return concatBytes(pieces);
}

/** References are pieces of their own: they may be hundreds of megabytes, of which no more copies are made. */
function* piecesOf({
  name,
  references,
  proteins,
  states,
  levels,
}: PackContents): Generator<Uint8Array> {
  let writer = new ByteWriter();
  writer.bytes(MAGIC);
  writer.u8(VERSION);
  writeName(writer, name);
  writer.varint(references.length);
  for (const reference of references) {
    writeName(writer, reference.name);
    writer.varint(reference.baseCount);
    yield writer.toUint8Array();
    yield reference.packed;
    writer = new ByteWriter();
  }
  writer.varint(proteins.residueCount);
  writer.varint(proteins.packed.length);
  yield writer.toUint8Array();
  yield proteins.packed;
  writer = new ByteWriter();
  writer.varint(states.length);
  for (const state of states) {
    writer.varint(state.length);
    writer.bytes(state);
  }
  writer.varint(levels.length);
  for (const { level, bases, parts } of levels) {
    writer.varint(level);
    writer.varint(bases);
    writer.varint(parts.length);
    for (const part of parts) writer.varint(part + 1);
  }
  yield writer.toUint8Array();
}

/** @throws PmklcError `bad-magic`, `unsupported-version`, `truncated`, `corrupt` or `memory-limit` */
export function readContents(file: Uint8Array): PackContents {
  checkSize('a knowledge pack', 'bytes', file.length, MAX_PACK_BYTES);
  const reader = new ByteReader(file);
  if (file.length < 5 || !equalBytes(reader.bytes(MAGIC.length), MAGIC)) {
    throw new PmklcError('bad-magic', 'this is no knowledge pack');
  }
  const version = reader.u8();
  if (version !== VERSION) {
    throw new PmklcError('unsupported-version', `the knowledge pack has version ${version}`);
  }
  const name = readName(reader);
  const references = readList(reader, MAX_REFERENCES, () => readReference(reader));
  const proteins = readProteins(reader);
  const states = readList(reader, MAX_STATES, () => reader.bytes(reader.varint()));
  const levels = readList(reader, MAX_LEVEL, () => readLevel(reader, states.length));
  if (reader.remaining > 0) throw new PmklcError('corrupt', 'bytes follow a knowledge pack');
  return { name, references, proteins, states, levels };
}

function writeName(writer: ByteWriter, name: string): void {
  const bytes = new TextEncoder().encode(name);
  if (bytes.length > MAX_NAME_BYTES) {
    throw new RangeError(`a name has at most ${MAX_NAME_BYTES} bytes, got ${bytes.length}`);
  }
  writer.varint(bytes.length);
  writer.bytes(bytes);
}

function readName(reader: ByteReader): string {
  const length = bounded(reader.varint(), MAX_NAME_BYTES, 'a name is too long');
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(reader.bytes(length));
}

function readReference(reader: ByteReader): Reference {
  const name = readName(reader);
  const baseCount = bounded(reader.varint(), MAX_REFERENCE_BASES, 'a reference is too long');
  return { name, baseCount, packed: reader.bytes(packedBytes(baseCount)) };
}

function readProteins(reader: ByteReader): PackedProteins {
  const residueCount = bounded(reader.varint(), MAX_RESIDUES, 'there are too many proteins');
  return { residueCount, packed: reader.bytes(reader.varint()) };
}

function readLevel(reader: ByteReader, stateCount: number): LevelState {
  const level = bounded(reader.varint(), MAX_LEVEL, 'there is no such level');
  if (level < MIN_LEVEL) throw new PmklcError('corrupt', 'there is no such level');
  const bases = bounded(reader.varint(), MAX_LEARNED_BASES, 'too many bases learned');
  const parts = readList(
    reader,
    MAX_PARTS,
    () => bounded(reader.varint(), stateCount, 'a state is missing') - 1,
  );
  return { level, bases, parts };
}

/** Counts are bounded before anything is made room for. */
function readList<T>(reader: ByteReader, most: number, read: () => T): T[] {
  const count = bounded(reader.varint(), most, 'a list is too long');
  return Array.from({ length: count }, read);
}

function bounded(x: number, most: number, what: string): number {
  if (x > most) throw new PmklcError('corrupt', `a knowledge pack is damaged: ${what}`);
  return x;
}
