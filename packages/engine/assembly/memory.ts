/**
 * Linear memory: one bump allocator, never freed. One module instance codes one partition.
 *
 * Fresh WebAssembly memory reads as zero, and every table of the model is laid out so that zero
 * means "nothing learned yet": a small input never touches most of a large table. Memory that an instance
 * before has used is set to zero where it is reserved.
 */

/** Constants are below it, in the first page: a host clears that for the next instance, and nothing else. */
const FIRST_ADDRESS: i32 = 0x10000;

let top: usize = 0;
/** Below it, an instance before may have left something in the memory. */
let usedEnd: usize = 0;

/** First call, when the memory has served before. */
export function startUsed(end: usize): void {
  usedEnd = end;
}

/** Up to where there may be something of an instance before. */
export function endOfUsed(): usize {
  return usedEnd;
}

/** Up to where this instance has reserved memory. */
export function endOfReserved(): usize {
  return top;
}

/** Reserves `bytes` zeroed bytes at a multiple of 64 (one cache line). Traps when memory is full. */
export function allocate(bytes: usize): usize {
  if (top == 0) top = <usize>FIRST_ADDRESS;
  const at = top;
  const end = (<u64>top + bytes + 63) & ~63;
  if (end > 0xffffffff) unreachable();
  top = <usize>end;
  const pages = <i32>((end + 0xffff) >> 16);
  const missing = pages - memory.size();
  if (missing > 0 && memory.grow(missing) < 0) unreachable();
  if (at < usedEnd) memory.fill(at, 0, min(top, usedEnd) - at);
  return at;
}
