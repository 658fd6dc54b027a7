/**
 * Linear memory: a bump allocator that is emptied between streams.
 *
 * What is allocated reads as zero, and every large table is laid out so that zero means "nothing learned
 * yet": a short stream touches little of it.
 */

let top: usize = 0;
/** Constants are below it; they stay. */
let floor: usize = 0;

/** Keeps what was allocated so far for all streams. */
export function keepAllocated(): void {
  floor = top;
}

/** Takes back what the last stream used. */
export function releaseAll(): void {
  memory.fill(floor, 0, top - floor);
  top = floor;
}

/** Reserves `bytes` zeroed bytes at a multiple of 64 (one cache line). Traps when memory is full. */
export function allocate(bytes: usize): usize {
  if (top == 0) top = (__heap_base + 63) & ~63;
  const at = top;
  const end = (<u64>top + bytes + 63) & ~63;
  if (end > 0xffff0000) unreachable();
  top = <usize>end;
  const missing = <i32>((end + 0xffff) >> 16) - memory.size();
  if (missing > 0 && memory.grow(missing) < 0) unreachable();
  return at;
}

/** Address of the next allocation. */
export function endOfAllocated(): usize {
  return top;
}
