/**
 * Contexts for rows of integers; `src/text/table-contexts.ts` defines them.
 */
import { allocate } from '../memory';
import { hash } from '../bytes/hash';
import { hashes } from '../bytes/byte-model';

const MAX_COLUMNS: usize = 3;

let columns: i32 = 1;
/** i32[3 * columns]: first two bytes of the last three rows' integers. */
let heads: usize = 0;
let index: i32 = 0;
let byte: i32 = 0;
let bytesOf: i32 = 1;
let head: i32 = 0;
let third: i32 = 0;

export function initTableContexts(count: i32): void {
  columns = count;
  heads = allocate(3 * MAX_COLUMNS * 4);
  index = byte = head = third = 0;
  bytesOf = 1;
}

/** Fills the hashes for the byte after `length` bytes at `bytes`, of which the last is new. */
export function nextTable(bytes: usize, length: i32): void {
  if (length > 0) advance(<i32>load<u8>(bytes + length - 1));
  const known = hash((index % columns) | (byte << 4) | (head << 8), third);
  const left = back(1) & 255;
  const left2 = back(2) & 255;
  const above = back(columns);
  const above2 = back(2 * columns) & 255;
  store<i32>(hashes, hash(1, known));
  store<i32>(hashes, hash(hash(2, known), left), 4);
  store<i32>(hashes, hash(hash(3, known), above & 255), 8);
  store<i32>(hashes, hash(hash(4, known), (above & 255) | (above2 << 8)), 12);
  store<i32>(hashes, hash(hash(5, known), left | (left2 << 8)), 16);
  store<i32>(hashes, hash(hash(6, known), left | ((above & 255) << 8) | (left2 << 16)), 20);
  store<i32>(hashes, hash(hash(7, known), above), 24);
}

/** The weight set of the first mixer. */
export function tableSet(): i32 {
  return (index % columns) * 4 + min(byte, 3);
}

function advance(last: i32): void {
  if (byte == 0) {
    bytesOf = last < 0x80 ? 1 : last < 0xc0 ? 2 : last < 0xe0 ? 3 : 5;
    head = last;
  } else if (byte == 1) head |= last << 8;
  else third = last;
  if (++byte < bytesOf) return;
  store<i32>(heads + ((<usize>(index++ % (3 * columns))) << 2), head);
  byte = head = third = 0;
}

/** First two bytes of the integer `n` before the current one; 0 before the beginning. */
function back(n: i32): i32 {
  const size = 3 * columns;
  return n > size ? 0 : load<i32>(heads + ((<usize>((index + size - n) % size)) << 2));
}
