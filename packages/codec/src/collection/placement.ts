/**
 * Placement of the bytes of files in the input of their archive: by groups, and within a group in the order of the table.
 */
import { PmklcError } from '@pmklc/core';
import type { PlacedMember } from './member.ts';

/** Files in the order of their bytes. */
export function inOrderOfBytes<One extends Pick<PlacedMember, 'kind' | 'group'>>(
  members: readonly One[],
): One[] {
  // Sorting is stable.
  return members.filter(({ kind }) => kind === 'file').sort((a, b) => a.group - b.group);
}

/** Bytes that a file takes in the input. */
export function placeBytes({
  size,
  isLineEnded,
}: Pick<PlacedMember, 'size' | 'isLineEnded'>): number {
  return size + (isLineEnded ? 1 : 0);
}

/**
 * Members with their places, in the order given.
 * @throws PmklcError `corrupt` when they have more bytes than a number can say
 */
export function placed<One extends Omit<PlacedMember, 'start'>>(
  members: readonly One[],
): (One & Pick<PlacedMember, 'start'>)[] {
  const starts = new Map<One, number>();
  let end = 0;
  for (const file of inOrderOfBytes(members)) {
    starts.set(file, end);
    end += placeBytes(file);
  }
  if (!Number.isSafeInteger(end)) throw new PmklcError('corrupt', 'the members are too large');
  return members.map((member) => ({ ...member, start: starts.get(member) ?? 0 }));
}
