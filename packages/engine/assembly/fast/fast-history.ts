/**
 * The bases known so far, one a byte, and the newest ones as numbers; those of the one lane of the fast model. Before the first and
 * behind the last there are zeros.
 */
import { allocate } from '../memory';

const MARGIN: usize = 64;
const KEPT: i32 = 32;

/** Address of base 0. */
export let bases: usize = 0;
/** Bases known. */
export let length: i32 = 0;
/** The last 32 bases, the newest in the two lowest bits. */
export let recent: u64 = 0;
/** The reverse complement of them: the newest, complemented, in the two highest bits. */
export let reversed: u64 = 0xffffffffffffffff;

/** Makes room for `capacity` bases. */
export function initHistory(capacity: usize): void {
  bases = allocate(MARGIN + capacity + MARGIN) + MARGIN;
}

/** Makes the newest base known. */
// @ts-ignore: decorator
@inline
export function append(base: u32): void {
  store<u8>(bases + length, <u8>base);
  length++;
  push(base);
}

// @ts-ignore: decorator
@inline
function push(base: u32): void {
  recent = (recent << 2) | base;
  reversed = (reversed >> 2) | ((<u64>(3 - base)) << 62);
}

/** Makes so many bases known that were written behind the last one. */
export function appendWritten(count: i32): void {
  length += count;
  for (let i = length - min(count, KEPT); i < length; i++) push(<u32>load<u8>(bases + i));
}

/** Base at a place. */
// @ts-ignore: decorator
@inline
export function at(position: i32): u32 {
  return <u32>load<u8>(bases + position);
}
