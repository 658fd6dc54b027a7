/**
 * Contexts for lines of names; `src/text/text-contexts.ts` defines them.
 */
import { allocate } from '../memory';
import { hash } from '../bytes/hash';
import { hashes } from '../bytes/byte-model';
import { endsField, LAST_FIELD } from './name-fields';

const LF: i32 = 10;

/** i32 each: where the fields of the line before began, then where it ended; the same of this line. */
let before: usize = 0;
let current: usize = 0;
let fieldsBefore: i32 = 0;
let field: i32 = 0;
let place: i32 = 0;
let word: i32 = 0;
let isSame: bool = true;
let lastAbove: i32 = -1;

export function initTextContexts(): void {
  before = allocate((LAST_FIELD + 2) << 2);
  current = allocate((LAST_FIELD + 2) << 2);
  fieldsBefore = field = place = word = 0;
  isSame = true;
  lastAbove = -1;
}

/** Fills the hashes for the byte after `length` bytes at `bytes`, of which the last is new. */
export function nextText(bytes: usize, length: i32): void {
  const last = length > 0 ? back(bytes, length, 1) : LF;
  if (length > 0) advance(bytes, last, length);
  const last3 = last | (back(bytes, length, 2) << 8) | (back(bytes, length, 3) << 16);
  const above = findAbove(length);
  lastAbove = above;
  const same = isSame ? 1 << 30 : 0;
  const aboveByte = above >= 0 ? <i32>load<u8>(bytes + above) : 0;
  const aboveNext = above >= 0 ? <i32>load<u8>(bytes + above, 1) : 0;
  store<i32>(hashes, hash(1, 0));
  store<i32>(hashes, hash(2, last), 4);
  store<i32>(hashes, hash(3, last3 & 0xffff), 8);
  store<i32>(hashes, hash(4, last3), 12);
  const last4 = last3 | (back(bytes, length, 4) << 24);
  store<i32>(
    hashes,
    hash(hash(5, last4), back(bytes, length, 5) | (back(bytes, length, 6) << 8)),
    16,
  );
  store<i32>(hashes, hash(hash(6, word), field), 20);
  store<i32>(hashes, hash(7, field | (aboveByte << 8) | (min(place, 15) << 16) | same), 24);
  store<i32>(
    hashes,
    hash(8 + (same >>> 26), field | (aboveByte << 8) | (aboveNext << 16) | (last << 24)),
    28,
  );
}

/** The weight set of the second mixer. */
export function textSet(): i32 {
  return (isSame ? 1 : 0) | (min(place, 15) << 1) | (min(field, 7) << 5);
}

// @ts-ignore: decorator
@inline
function back(bytes: usize, length: i32, n: i32): i32 {
  return length >= n ? <i32>load<u8>(bytes + length - n) : 0;
}

function advance(bytes: usize, last: i32, length: i32): void {
  isSame = isSame && lastAbove >= 0 && <i32>load<u8>(bytes + lastAbove) == last;
  place++;
  word = hash(word, last);
  if (last == LF) {
    store<i32>(current + ((<usize>(field + 1)) << 2), length);
    const swapped = before;
    before = current;
    current = swapped;
    fieldsBefore = field + 1;
    beginField(0, length);
  } else if (endsField(last, field)) {
    beginField(field + 1, length);
  }
}

function beginField(next: i32, start: i32): void {
  store<i32>(current + ((<usize>next) << 2), start);
  field = next;
  place = word = 0;
  isSame = true;
}

/** Position of the byte in the same place of the same field of the line before, -1 for none. */
function findAbove(length: i32): i32 {
  if (field >= fieldsBefore) return -1;
  const start = before + ((<usize>field) << 2);
  const position = load<i32>(start) + place;
  return position < load<i32>(start, 4) && position < length - 1 ? position : -1;
}
