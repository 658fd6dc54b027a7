/** An entry of the header that names a pack: docs/format/knowledge.md, "Use". */
import { unpackBases } from './bases.mjs';
import { Cursor, must } from '../container/cursor.mjs';
import { packSnapshot } from './pack-snapshot.mjs';
import { unpackProteins } from './proteins.mjs';
import { readRanges } from './reference-ranges.mjs';

const ID_BYTES = 6;
const MASK_BYTES = 5;
const WITH_RANGES = 128;
/** Bits of a mask before those of references: for the snapshot and the proteins. */
const FIRST_REFERENCE = 2;

/**
 * Content that an entry takes from `packs`: its `bases`, its `snapshot` for the level, and its `proteins` (both
 * may be undefined).
 */
export function readEntry(entry, level, packs) {
  const cursor = new Cursor(entry);
  const first = cursor.byte();
  const id = Buffer.from(cursor.take(ID_BYTES)).toString('hex');
  const pack = packs.get(id);
  if (pack === undefined) throw new Error(`${describe(id, first % WITH_RANGES)} is missing`);
  const hasRanges = first >= WITH_RANGES;
  const bits = bitsOf(hasRanges ? cursor.take(cursor.byte()) : cursor.rest());
  const bases = [];
  for (let i = 0; i + FIRST_REFERENCE < bits.length; i++) {
    if (bits[i + FIRST_REFERENCE] === 0) continue;
    must(i < pack.references.length, `the pack ${id} has reference ${i}`);
    bases.push(...basesOf(pack.references[i], hasRanges ? cursor : undefined));
  }
  must(cursor.done, 'an entry ends');
  return {
    bases,
    snapshot: bits[0] === 1 ? packSnapshot(pack, level) : undefined,
    proteins: bits[1] === 1 ? proteinsOf(pack) : undefined,
  };
}

function describe(id, revision) {
  return revision === 0 ? `the pack ${id}` : `the public pack of revision ${revision}, ${id},`;
}

/** Bits of a mask, that of the snapshot first. */
function bitsOf(mask) {
  must(mask.length >= 1 && mask.length <= MASK_BYTES, 'the length of a mask');
  must(mask.at(-1) !== 0, 'the last byte of a mask is not zero');
  return [...mask].flatMap((byte) => Array.from({ length: 8 }, (_, i) => (byte >> i) & 1));
}

function proteinsOf({ id, proteins }) {
  must(proteins.residues > 0, `the pack ${id} has proteins`);
  return unpackProteins(proteins);
}

function basesOf({ bases, packed }, cursor) {
  const ranges = cursor ? readRanges(cursor, bases) : [[0, bases]];
  return ranges.map(([start, end]) => unpackBases(packed, start, end));
}
