/**
 * Lines one after the other, wherever they are from.
 */
import type { LineReader } from '../line-reader.ts';

/** The current line is `bytes[start, end)`. */
export type Line = Pick<LineReader, 'bytes' | 'start' | 'end'>;

/** Lines of a section, or made of them. */
export type Lines = Pick<LineReader, 'bytes' | 'start' | 'end' | 'hasMore' | 'next'>;

/** Bytes of the current line. */
export function lineOf({ bytes, start, end }: Line): Uint8Array {
  return bytes.subarray(start, end);
}
