/**
 * Parts of a reference, for where a short sequence shares little with a long one: reading all of it takes
 * longer than coding the sequence. Format: docs/format-knowledge.md, "Use".
 */
import { PmklcError, type ByteReader, type ByteWriter } from '@pmklc/core';
import { basesOf, UNIT_BASES, unitsOf, type Reference } from '../pack/reference.ts';

/** Units `from .. from + count - 1` of a reference; its last unit may be shorter. */
export interface Stretch {
  readonly from: number;
  readonly count: number;
}

/** Fewer units between two stretches are read rather than named. */
const LEAST_GAP = 2;

/**
 * The stretches that the units make; undefined when they are most of the reference: then it is all of it.
 * @param units ascending, each once
 */
export function stretchesOf(
  reference: Reference,
  units: readonly number[],
): readonly Stretch[] | undefined {
  const stretches: Stretch[] = [];
  for (const unit of units) {
    const last = stretches.at(-1);
    const isNear = last !== undefined && unit < last.from + last.count + LEAST_GAP;
    const from = isNear ? stretches.pop()!.from : unit;
    stretches.push({ from, count: unit + 1 - from });
  }
  const named = stretches.reduce((sum, { count }) => sum + count, 0);
  return 2 * named > unitsOf(reference) ? undefined : stretches;
}

/** With one stretch less: those two that are nearest to each other become one. */
export function joinNearest(stretches: readonly Stretch[]): readonly Stretch[] | undefined {
  if (stretches.length < 2) return undefined;
  const gaps = stretches
    .slice(1)
    .map(({ from }, i) => from - stretches[i]!.from - stretches[i]!.count);
  const i = gaps.indexOf(Math.min(...gaps));
  const { from } = stretches[i]!;
  const { from: last, count } = stretches[i + 1]!;
  return [
    ...stretches.slice(0, i),
    { from, count: last + count - from },
    ...stretches.slice(i + 2),
  ];
}

/** Bases of the stretches, or of all of the reference. */
export function baseCountOf(reference: Reference, stretches?: readonly Stretch[]): number {
  if (stretches === undefined) return reference.baseCount;
  const ends = stretches.map(
    ({ from, count }) =>
      Math.min((from + count) * UNIT_BASES, reference.baseCount) - from * UNIT_BASES,
  );
  return ends.reduce((sum, count) => sum + count, 0);
}

export function stretchBases(reference: Reference, { from, count }: Stretch): Uint8Array {
  const end = Math.min((from + count) * UNIT_BASES, reference.baseCount);
  return basesOf(reference, from * UNIT_BASES, end);
}

export function writeStretches(writer: ByteWriter, stretches: readonly Stretch[] = []): void {
  writer.varint(stretches.length);
  let end = 0;
  for (const { from, count } of stretches) {
    writer.varint(from - end);
    writer.varint(count - 1);
    end = from + count;
  }
}

/** @throws PmklcError `corrupt` when they are not in the reference, or written otherwise */
export function readStretches(
  reader: ByteReader,
  reference: Reference,
): readonly Stretch[] | undefined {
  const stretches: Stretch[] = [];
  let end = 0;
  for (let left = readNumber(reader); left > 0; left--) {
    const gap = readNumber(reader);
    const from = end + gap;
    const count = 1 + readNumber(reader);
    end = from + count;
    if (end > unitsOf(reference) || (gap === 0 && stretches.length > 0)) {
      throw new PmklcError('corrupt', 'a header names a stretch that a reference does not have');
    }
    stretches.push({ from, count });
  }
  return stretches.length > 0 ? stretches : undefined;
}

/** An entry of a header is there as a whole: one that ends too early was not written so. */
function readNumber(reader: ByteReader): number {
  try {
    return reader.varint();
  } catch (cause) {
    throw new PmklcError('corrupt', 'stretches of references cannot be read', { cause });
  }
}
