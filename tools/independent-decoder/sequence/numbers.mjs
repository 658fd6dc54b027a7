/** The numbers of side streams: docs/format/sequence.md, "Numbers". */
import { must } from '../container/cursor.mjs';

/** The number at the cursor. */
export function readNumber(cursor) {
  const first = cursor.byte();
  if (first < 0x80) return first;
  if (first < 0xc0) return 128 + (first - 0x80) * 2 ** 8 + cursor.byte();
  if (first < 0xe0) {
    return 16512 + (first - 0xc0) * 2 ** 16 + cursor.byte() * 2 ** 8 + cursor.byte();
  }
  must(first === 0xe0, 'no reserved first byte of a number');
  let value = 0;
  for (let i = 0; i < 4; i++) value = value * 2 ** 8 + cursor.byte();
  must(value >= 2113664, 'numbers are short');
  return value;
}
