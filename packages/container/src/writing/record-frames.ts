/**
 * Records, cut into frames. Layout: docs/format/README.md, "Frames".
 */
import { ByteWriter } from '@pmklc/core';
import { KIND_CONTINUATION } from '../framing/format.ts';
import { encodeFrame } from '../framing/frame.ts';

/** A record to be written. */
export interface RecordContent {
  /** Kind of its first frame. */
  readonly kind: number;
  /** Beginning, which is in its first frame in any case: less than a frame. */
  readonly head: readonly Uint8Array[];
  /** All that follows; read as it is written. */
  readonly body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** Head of a record that begins with a message: its length, and the message. */
export function messageHead(message: Uint8Array): Uint8Array[] {
  const length = new ByteWriter();
  length.varint(message.length);
  return [length.toUint8Array(), message];
}

/**
 * Cuts a record into frames, knowing of each whether it is the last.
 * @param frameBytes content of a frame at most
 */
export async function* recordFrames(
  { kind: firstKind, head, body }: RecordContent,
  frameBytes: number,
): AsyncGenerator<Uint8Array> {
  let pieces: Uint8Array[] = [...head];
  let room = head.reduce((left, { length }) => left - length, frameBytes);
  let kind = firstKind;
  for await (const piece of body) {
    for (let from = 0; from < piece.length;) {
      if (room === 0) {
        yield encodeFrame(kind, pieces, true);
        pieces = [];
        room = frameBytes;
        kind = KIND_CONTINUATION;
      }
      const part = piece.subarray(from, from + room);
      pieces.push(part);
      room -= part.length;
      from += part.length;
    }
  }
  yield encodeFrame(kind, pieces);
}
