/**
 * Buffers that grow: where they are if nothing was allocated behind them, and otherwise by doubling. A buffer is the address of three usize: where its bytes are, how many, and how many fit.
 */
import { allocate, endOfAllocated } from '../memory';

/** Room after the last byte: models may look one byte further. */
const SLACK: usize = 16;
const LEAST_GROWTH: usize = 1 << 16;

export function newBuffer(capacity: usize): usize {
  const buffer = allocate(12);
  store<usize>(buffer, allocate(capacity + SLACK));
  store<usize>(buffer, capacity, 8);
  return buffer;
}

// @ts-ignore: decorator
@inline
export function bytesOf(buffer: usize): usize {
  return load<usize>(buffer);
}

// @ts-ignore: decorator
@inline
export function lengthOf(buffer: usize): i32 {
  return load<i32>(buffer, 4);
}

/** Says how many of its bytes the host has written. */
export function setLength(buffer: usize, length: i32): void {
  store<i32>(buffer, length, 4);
}

// @ts-ignore: decorator
@inline
export function push(buffer: usize, byte: i32): void {
  const length = load<usize>(buffer, 4);
  if (length >= load<usize>(buffer, 8)) grow(buffer, length);
  store<u8>(load<usize>(buffer) + length, <u8>byte);
  store<usize>(buffer, length + 1, 4);
}

function grow(buffer: usize, length: usize): void {
  const bytes = load<usize>(buffer);
  const end = endOfAllocated();
  if (((bytes + load<usize>(buffer, 8) + SLACK + 63) & ~63) == end) {
    // The last buffer grows where it is.
    allocate(max(length >> 3, LEAST_GROWTH));
    store<usize>(buffer, endOfAllocated() - SLACK - bytes, 8);
    return;
  }
  const capacity: usize = 2 * length + 64;
  const to = allocate(capacity + SLACK);
  memory.copy(to, bytes, length);
  store<usize>(buffer, to);
  store<usize>(buffer, capacity, 8);
}
