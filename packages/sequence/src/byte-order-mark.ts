/** The mark that some editors put before text in UTF-8. It is no part of a title or sequence. */

export const BYTE_ORDER_MARK: readonly number[] = [0xef, 0xbb, 0xbf];

/** Whether `bytes` begin with the mark. */
export function beginsWithMark(bytes: Uint8Array): boolean {
  return BYTE_ORDER_MARK.every((byte, i) => bytes[i] === byte);
}
