/** Knowledge packs, the content of a `.pmk` file: docs/format/knowledge.md, "Packs". */
import { createHash } from 'node:crypto';
import { packedSize } from './bases.mjs';
import { Cursor, must } from '../container/cursor.mjs';

const MAGIC = [0x50, 0x4d, 0x4b, 0x6e];
const VERSION = 1;
const ID_BYTES = 6;

/** The `id` of a pack, in hexadecimal, its `references`, its `proteins`, and its `levels` by number. */
export function readPack(bytes) {
  const cursor = new Cursor(bytes);
  for (const byte of MAGIC) must(cursor.byte() === byte, 'a pack starts with its magic');
  const version = cursor.byte();
  if (version !== VERSION) throw new Error(`unsupported version ${version} of a pack`);
  readName(cursor);
  const references = list(cursor, 32, () => readReference(cursor));
  const proteins = readProteins(cursor);
  const states = list(cursor, 256, () => cursor.take(cursor.varint()));
  const levels = new Map();
  for (const [level, start] of list(cursor, 9, () => readLevel(cursor, states))) {
    if (!levels.has(level)) levels.set(level, start);
  }
  must(cursor.done, 'a pack ends');
  return { id: idOf(bytes), references, proteins, levels };
}

/** The first bytes of the SHA-256 of the whole file. */
function idOf(bytes) {
  const hash = createHash('sha256').update(bytes).digest();
  return hash.subarray(0, ID_BYTES).toString('hex');
}

function readName(cursor) {
  return new TextDecoder().decode(cursor.take(upTo(cursor, 256)));
}

function readReference(cursor) {
  const name = readName(cursor);
  const bases = upTo(cursor, 2 ** 30);
  return { name, bases, packed: cursor.take(packedSize(bases)) };
}

/** The number of `residues`, and the proteins `packed`. */
function readProteins(cursor) {
  const residues = upTo(cursor, 2 ** 26);
  const packed = cursor.take(cursor.varint());
  must(residues > 0 || packed.length === 0, 'no proteins without residues');
  return { residues, packed };
}

/** The `states` of its parts, undefined for empty ones. */
function readLevel(cursor, all) {
  const level = upTo(cursor, 9);
  must(level > 0, 'a level of a pack is at least 1');
  const learnedBases = upTo(cursor, 2 ** 30);
  const states = list(cursor, 64, () => {
    const number = upTo(cursor, all.length);
    return number === 0 ? undefined : all[number - 1];
  });
  return [level, { learnedBases, states }];
}

function list(cursor, most, read) {
  return Array.from({ length: upTo(cursor, most) }, read);
}

function upTo(cursor, most) {
  const value = cursor.varint();
  must(value <= most, `at most ${most} in a pack, not ${value}`);
  return value;
}
