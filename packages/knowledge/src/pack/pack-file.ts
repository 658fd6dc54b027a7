/**
 * The bytes of a `.pmk` file. Format: docs/format-knowledge.md.
 */
import { ByteReader, ByteWriter, PmklcError } from '@pmklc/core';
import { MAX_LEVEL, MIN_LEVEL } from '@pmklc/models';
import type { LevelState, PackContents } from './knowledge-pack.ts';
import { packedBytes, type Reference } from './reference.ts';

const MAGIC = Uint8Array.of(0x50, 0x4d, 0x4b, 0x6e); // "PMKn"
const VERSION = 1;
/** References of a pack: a mask names those in use. */
export const MAX_REFERENCES = 32;
const MAX_NAME_BYTES = 256;
const MAX_STATES = 256;
const MAX_PARTS = 64;
/** Positions are 32-bit integers with sign. */
const MAX_BASES = 2 ** 30;

export function writeContents({ name, references, states, levels }: PackContents): Uint8Array {
  if (references.length > MAX_REFERENCES) {
    throw new RangeError(`a pack has at most ${MAX_REFERENCES} references`);
  }
  const writer = new ByteWriter();
  writer.bytes(MAGIC);
  writer.u8(VERSION);
  writeName(writer, name);
  writer.varint(references.length);
  for (const reference of references) {
    writeName(writer, reference.name);
    writer.varint(reference.baseCount);
    writer.bytes(reference.packed);
  }
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
  return writer.toUint8Array();
}

/** @throws PmklcError `bad-magic`, `unsupported-version`, `truncated` or `corrupt` */
export function readContents(file: Uint8Array): PackContents {
  const reader = new ByteReader(file);
  if (file.length < 5 || Buffer.compare(reader.bytes(MAGIC.length), MAGIC) !== 0) {
    throw new PmklcError('bad-magic', 'this is no knowledge pack');
  }
  const version = reader.u8();
  if (version !== VERSION) {
    throw new PmklcError('unsupported-version', `the knowledge pack has version ${version}`);
  }
  const name = readName(reader);
  const references = readList(reader, MAX_REFERENCES, () => readReference(reader));
  const states = readList(reader, MAX_STATES, () => reader.bytes(reader.varint()));
  const levels = readList(reader, MAX_LEVEL, () => readLevel(reader, states.length));
  if (reader.remaining > 0) throw new PmklcError('corrupt', 'bytes follow a knowledge pack');
  return { name, references, states, levels };
}

function writeName(writer: ByteWriter, name: string): void {
  const bytes = Buffer.from(name);
  if (bytes.length > MAX_NAME_BYTES) {
    throw new RangeError(`a name has at most ${MAX_NAME_BYTES} bytes, got ${bytes.length}`);
  }
  writer.varint(bytes.length);
  writer.bytes(bytes);
}

function readName(reader: ByteReader): string {
  const length = bounded(reader.varint(), MAX_NAME_BYTES, 'a name is too long');
  return Buffer.from(reader.bytes(length)).toString();
}

function readReference(reader: ByteReader): Reference {
  const name = readName(reader);
  const baseCount = bounded(reader.varint(), MAX_BASES, 'a reference is too long');
  return { name, baseCount, packed: reader.bytes(packedBytes(baseCount)) };
}

function readLevel(reader: ByteReader, stateCount: number): LevelState {
  const level = bounded(reader.varint(), MAX_LEVEL, 'there is no such level');
  if (level < MIN_LEVEL) throw new PmklcError('corrupt', 'there is no such level');
  const bases = bounded(reader.varint(), MAX_BASES, 'too many bases learned');
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
