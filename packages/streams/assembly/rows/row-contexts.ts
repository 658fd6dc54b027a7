/**
 * Contexts for rows; `src/rows/row-contexts.ts` defines them.
 */
import { hash } from '../bytes/hash';
import { hashes } from '../bytes/byte-model';
import { initTextContexts, nextText, textSet } from '../text/text-contexts';
import {
  beginRow,
  firstAgreed,
  firstByte,
  initFollowedRows,
  learnRows,
  nextFollowed,
  secondByte,
} from './followed-rows';
import {
  above,
  addToRow,
  byteAt,
  columnOf,
  guide,
  initRowPlaces,
  isComment,
  isInColumns,
  same,
} from './row-places';

const MAX_MISSES: i32 = 15;
const MAX_RUN: i32 = 15;
const COLUMN_SETS: i32 = 512;
export const FIRST_ROW_SETS: i32 = 512;
export const SECOND_ROW_SETS: i32 = COLUMN_SETS + 256;

let areLines: bool = false;
let wasInColumns: bool = false;
let second: i32 = 0;

export function initRowContexts(width: i32, first: i32): void {
  areLines = width == 0;
  wasInColumns = false;
  initRowPlaces(width, first);
  initFollowedRows();
  if (areLines) initTextContexts();
}

/** Fills the hashes for the byte after `length` bytes at `bytes`, of which the last is new. */
export function nextRow(bytes: usize, length: i32): void {
  if (areLines) nextText(bytes, length);
  if (length > 0) {
    if (wasInColumns) learnRows(<i32>load<u8>(bytes + length - 1));
    if (addToRow(bytes, length)) beginRow(above);
  }
  wasInColumns = isInColumns();
  if (wasInColumns) nextInColumns(bytes, length);
  else nextInText(bytes);
}

/** The first weight set of the first mixer. */
export function rowFirstSet(): i32 {
  return wasInColumns ? 256 : 0;
}

/** The weight set of the second mixer. */
export function rowSecondSet(): i32 {
  return wasInColumns ? second : COLUMN_SETS + textSet();
}

function nextInText(bytes: usize): void {
  store<i32>(hashes, hash(9, byteAt(bytes, guide) | (same << 8) | (i32(isComment()) << 12)));
}

function nextInColumns(bytes: usize, length: i32): void {
  const column = columnOf();
  nextFollowed(bytes, length, column);
  const aboveByte = byteAt(bytes, above);
  const last = length > 0 ? <i32>load<u8>(bytes + length - 1) : 0;
  store<i32>(hashes, hash(1, column));
  store<i32>(hashes, hash(2, firstByte), 4);
  store<i32>(hashes, hash(hash(3, column), firstByte), 8);
  store<i32>(hashes, hash(4, secondByte | (firstByte << 8)), 12);
  store<i32>(hashes, hash(5, secondByte | (aboveByte << 8) | (firstByte << 16)), 16);
  store<i32>(hashes, hash(6, last), 20);
  store<i32>(hashes, hash(7, aboveByte), 24);
  store<i32>(hashes, hash(hash(8, column), last), 28);
  const misses = min(32 - popcnt(firstAgreed), MAX_MISSES);
  const run = min(ctz(~firstAgreed), MAX_RUN);
  const isAgreed = (i32(firstByte == secondByte) << 1) | i32(firstByte == aboveByte);
  second = ((misses >> 1) << 6) | (run << 2) | isAgreed;
}
