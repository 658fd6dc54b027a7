/**
 * Place of a byte in its row; `src/rows/row-places.ts` defines it.
 */
import { allocate } from '../memory';
import { hash } from '../bytes/hash';

/** No row; greater than the start of any. */
export const NONE: i32 = 0x7fffffff;

const TAB: i32 = 9;
const LF: i32 = 10;
const SPACE: i32 = 32;
const NUMBER_SIGN: i32 = 35;
const MAX_GUIDES: i32 = 1 << 12;
const MAX_SAME: i32 = 15;

const NAME: i32 = 0;
const COMMENT: i32 = 1;
const COLUMNS: i32 = 2;

/** Start of the row, of the row before, and bytes of the row that are known. */
export let start: i32 = 0;
export let above: i32 = NONE;
export let place: i32 = 0;
/** Start of the line with the same number in the block before, and bytes that were the same in it. */
export let guide: i32 = NONE;
export let same: i32 = 0;
let width: i32 = 0;
let part: i32 = NAME;
let isBlank: bool = true;
let block: i32 = 0;
let line: i32 = 0;
let lines: i32 = 0;
/** i32 each: starts of the lines of this block and of the one before. */
let starts: usize = 0;
let startsBefore: usize = 0;

export function initRowPlaces(rowWidth: i32, first: i32): void {
  width = rowWidth;
  start = first - width;
  place = width - first;
  above = guide = NONE;
  same = block = line = lines = 0;
  isBlank = true;
  part = width > 0 ? COLUMNS : NAME;
  starts = allocate(MAX_GUIDES << 2);
  startsBefore = allocate(MAX_GUIDES << 2);
}

// @ts-ignore: decorator
@inline
export function isInColumns(): bool {
  return part == COLUMNS;
}

// @ts-ignore: decorator
@inline
export function isComment(): bool {
  return part == COMMENT;
}

// @ts-ignore: decorator
@inline
export function columnOf(): i32 {
  return hash(place, block);
}

/** Byte of another row in the place of the next byte; 0 for none. */
// @ts-ignore: decorator
@inline
export function byteAt(bytes: usize, row: i32): i32 {
  if (row >= start) return 0;
  const at = row + place;
  return at >= 0 && at < start ? <i32>load<u8>(bytes + at) : 0;
}

/** Takes note of the last of `length` bytes at `bytes`; returns whether it ended a row. */
export function addToRow(bytes: usize, length: i32): bool {
  if (width > 0) {
    place++;
    if (place < width) return false;
    begin(length);
    return true;
  }
  const last = <i32>load<u8>(bytes + length - 1);
  same = last == byteAt(bytes, guide) ? min(same + 1, MAX_SAME) : 0;
  if (last == LF) return endLine(length);
  if (last == NUMBER_SIGN && place == 0) part = COMMENT;
  else if (part == NAME && (last == SPACE || last == TAB)) part = COLUMNS;
  if (last > SPACE) isBlank = false;
  place++;
  return false;
}

function endLine(length: i32): bool {
  const isRow = !isBlank;
  if (isRow) {
    if (line < MAX_GUIDES) store<i32>(starts + ((<usize>line) << 2), start);
    line++;
  } else if (line > 0) {
    lines = min(line, MAX_GUIDES);
    const swapped = starts;
    starts = startsBefore;
    startsBefore = swapped;
    line = 0;
    block++;
  }
  isBlank = true;
  part = NAME;
  same = 0;
  guide = line < lines ? load<i32>(startsBefore + ((<usize>line) << 2)) : NONE;
  if (isRow) begin(length);
  else move(length);
  return isRow;
}

function begin(at: i32): void {
  above = start;
  move(at);
}

function move(at: i32): void {
  start = at;
  place = 0;
}
