/**
 * Beginnings of the lines of a stream: u32 each, in room that doubles.
 */
import { allocate } from '../memory';

const FIRST_LINES: u32 = 1 << 10;

let starts: usize = 0;
let capacity: u32 = 0;
/** Number of lines that have begun. */
export let lines: u32 = 0;

export function beginLineStarts(): void {
  lines = 0;
  capacity = FIRST_LINES;
  starts = allocate((<usize>capacity) << 2);
}

/** Takes note that another line begins. */
export function addLineStart(at: u32): void {
  if (lines == capacity) grow();
  store<u32>(starts + ((<usize>lines) << 2), at);
  lines++;
}

/** Beginning of the line that is so many before the newest. */
export function lineStartBefore(distance: u32): u32 {
  return load<u32>(starts + ((<usize>(lines - 1 - distance)) << 2));
}

function grow(): void {
  const bytes = (<usize>capacity) << 2;
  const to = allocate(bytes << 1);
  memory.copy(to, starts, bytes);
  starts = to;
  capacity <<= 1;
}
