/**
 * A collection that members are added to: archives one after the other are one, so that what is there is copied as it is.
 */
import { stat } from 'node:fs/promises';
import { readMembers, type MemberInput } from '@pmklc/codec';
import { attributesOf, type FileAttributes } from '../files/file-attributes.ts';
import { openForRandomAccess } from '../files/input.ts';
import type { Output } from '../files/output.ts';
import { FileError } from '../messages/errors.ts';
import { readRange } from './read-range.ts';

/** Facts about it. */
export interface ExistingCollection {
  readonly path: string;
  readonly size: number;
  /** Owner and permissions, which the file keeps; and the time, which is now. */
  readonly attributes: FileAttributes;
  /** Kinds of its members by their names. */
  readonly kinds: ReadonlyMap<string, MemberInput['kind']>;
}

/** @throws FileError when it is no collection; what reading its index throws */
export async function findExisting(path: string): Promise<ExistingCollection> {
  const handle = await openForRandomAccess(path);
  try {
    const members = await readMembers(handle);
    if (members === undefined) throw new FileError('it holds no files by name (pmklc pack does)');
    const found = await stat(path, { bigint: true });
    const now = BigInt(Date.now()) * 1_000_000n;
    return {
      path,
      size: Number(found.size),
      attributes: { ...attributesOf(found), accessed: now, modified: now },
      kinds: new Map(members.map(({ name, kind }) => [name, kind])),
    };
  } finally {
    await handle.close();
  }
}

/** @throws FileError when one of the members would be there twice; folders may */
export function refuseTwice(
  { kinds }: ExistingCollection,
  members: readonly Pick<MemberInput, 'name' | 'kind'>[],
): void {
  for (const { name, kind } of members) {
    const isThere = kinds.get(name);
    if (isThere === undefined || (isThere === 'folder' && kind === 'folder')) continue;
    throw new FileError(`${name} is in it already`);
  }
}

/** @throws FileError when it became shorter meanwhile */
export async function copyExisting(
  { path, size }: ExistingCollection,
  output: Output,
  signal: AbortSignal,
): Promise<void> {
  let left = size;
  for (const chunk of readRange(path, 0, size)) {
    signal.throwIfAborted();
    await output.write(chunk);
    left -= chunk.length;
  }
  if (left > 0) throw new FileError('it became shorter while it was read');
}
