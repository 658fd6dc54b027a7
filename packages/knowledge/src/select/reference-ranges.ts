/**
 * Parts of a reference, for where a short sequence shares little with a long one: reading all of it takes
 * longer than coding the sequence. Format: docs/format/knowledge.md, "Use".
 */
import { PmklcError, type ByteReader, type ByteWriter } from '@pmklc/core';
import { basesOf, UNIT_BASES, unitsOf, type Reference } from '../pack/reference.ts';

/** Units `from .. from + count - 1` of a reference; its last unit may be shorter. */
export interface ReferenceRange {
  readonly from: number;
  readonly count: number;
}

/** Fewer units between two ranges are read rather than named. */
const LEAST_GAP = 2;

/**
 * The ranges that the units make; undefined when they are most of the reference: then it is all of it.
 * @param units ascending, each once
 */
export function rangesOf(
  reference: Reference,
  units: readonly number[],
): readonly ReferenceRange[] | undefined {
  const ranges: ReferenceRange[] = [];
  for (const unit of units) {
    const last = ranges.at(-1);
    const isNear = last !== undefined && unit < last.from + last.count + LEAST_GAP;
    const from = isNear ? ranges.pop()!.from : unit;
    ranges.push({ from, count: unit + 1 - from });
  }
  const named = ranges.reduce((sum, { count }) => sum + count, 0);
  return 2 * named > unitsOf(reference) ? undefined : ranges;
}

/** Ranges with one less: those two that are nearest to each other become one. */
export function joinNearest(
  ranges: readonly ReferenceRange[],
): readonly ReferenceRange[] | undefined {
  if (ranges.length < 2) return undefined;
  const gaps = ranges.slice(1).map(({ from }, i) => from - ranges[i]!.from - ranges[i]!.count);
  const i = gaps.indexOf(Math.min(...gaps));
  const { from } = ranges[i]!;
  const { from: last, count } = ranges[i + 1]!;
  return [...ranges.slice(0, i), { from, count: last + count - from }, ...ranges.slice(i + 2)];
}

/** Bases of the ranges, or of all of the reference. */
export function baseCountOf(reference: Reference, ranges?: readonly ReferenceRange[]): number {
  if (ranges === undefined) return reference.baseCount;
  const ends = ranges.map(
    ({ from, count }) =>
      Math.min((from + count) * UNIT_BASES, reference.baseCount) - from * UNIT_BASES,
  );
  return ends.reduce((sum, count) => sum + count, 0);
}

export function rangeBases(reference: Reference, { from, count }: ReferenceRange): Uint8Array {
  const end = Math.min((from + count) * UNIT_BASES, reference.baseCount);
  return basesOf(reference, from * UNIT_BASES, end);
}

export function writeRanges(writer: ByteWriter, ranges: readonly ReferenceRange[] = []): void {
  writer.varint(ranges.length);
  let end = 0;
  for (const { from, count } of ranges) {
    writer.varint(from - end);
    writer.varint(count - 1);
    end = from + count;
  }
}

/** @throws PmklcError `corrupt` when they are not in the reference, or written otherwise */
export function readRanges(
  reader: ByteReader,
  reference: Reference,
): readonly ReferenceRange[] | undefined {
  const ranges: ReferenceRange[] = [];
  let end = 0;
  for (let left = readNumber(reader); left > 0; left--) {
    const gap = readNumber(reader);
    const from = end + gap;
    const count = 1 + readNumber(reader);
    end = from + count;
    if (end > unitsOf(reference) || (gap === 0 && ranges.length > 0)) {
      throw new PmklcError('corrupt', 'a header names a range that a reference does not have');
    }
    ranges.push({ from, count });
  }
  return ranges.length > 0 ? ranges : undefined;
}

/** An entry of a header is there as a whole: one that ends too early was not written so. */
function readNumber(reader: ByteReader): number {
  try {
    return reader.varint();
  } catch (cause) {
    throw new PmklcError('corrupt', 'ranges of references cannot be read', { cause });
  }
}
