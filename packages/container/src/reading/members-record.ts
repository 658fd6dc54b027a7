/**
 * Reads the record of members, which is between the header and the first partition where there is one.
 */
import { PmklcError } from '@pmklc/core';
import type { ByteQueue } from '../framing/byte-queue.ts';
import { concat } from '../framing/concat.ts';
import { KIND_MEMBERS, MAX_TABLE_BYTES, MORE_FLAG } from '../framing/format.ts';
import { readContinuation, readFrame } from '../framing/frame.ts';

/**
 * Content of the record, of all its frames; undefined when there is none.
 * @throws PmklcError as `readFrame`, and `corrupt` when it is longer than it may be
 */
export async function readMembers(queue: ByteQueue): Promise<Uint8Array | undefined> {
  const [kind = 0] = await queue.peek(1);
  if ((kind & ~MORE_FLAG) !== KIND_MEMBERS) return undefined;
  let frame = await readFrame(queue);
  const pieces = [frame.content];
  let length = frame.content.length;
  while (frame.more) {
    frame = await readContinuation(queue);
    pieces.push(frame.content);
    length += frame.content.length;
    if (length > MAX_TABLE_BYTES) {
      throw queue.fail(new PmklcError('corrupt', 'the table of members is too long'));
    }
  }
  return concat(pieces, length);
}
