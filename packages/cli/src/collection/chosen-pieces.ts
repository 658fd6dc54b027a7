/**
 * Pieces of the files of a collection that patterns choose.
 */
import type { DecompressOptions, Member, MemberPiece, OpenOptions } from '@pmklc/codec';
import { openCollection } from '@pmklc/codec';
import { openForRandomAccess } from '../files/input.ts';
import { checkChosen, choiceOf } from './choose-members.ts';

const NOTHING = new Uint8Array(0);

/**
 * Pieces of the members that patterns choose, in the order in which they are stored; of partitions that hold none nothing is decoded.
 * @throws FileError when a pattern chooses nothing
 */
export async function* chosenPieces(
  path: string,
  patterns: readonly string[],
  options: OpenOptions,
): AsyncGenerator<MemberPiece> {
  const handle = await openForRandomAccess(path);
  try {
    const collection = await openCollection(handle, options);
    checkChosen(collection.members, patterns);
    const chosen = collection.members.filter(choiceOf(patterns));
    for (const member of chosen) {
      if (!hasBytes(member)) yield { member, bytes: NOTHING, isEnd: true };
    }
    for await (const { member, bytes } of collection.readAll(chosen.filter(hasBytes))) {
      let left = member.size;
      for await (const chunk of bytes) {
        left -= chunk.length;
        yield { member, bytes: chunk, isEnd: left === 0 };
      }
    }
  } finally {
    await handle.close();
  }
}

/** The bytes alone, one file after the other. */
export async function* chosenBytes(
  path: string,
  patterns: readonly string[],
  { semaphore, on, ...options }: DecompressOptions,
): AsyncGenerator<Uint8Array> {
  void [semaphore, on];
  for await (const { bytes } of chosenPieces(path, patterns, options)) yield bytes;
}

function hasBytes({ size }: Pick<Member, 'size'>): boolean {
  return size > 0;
}
