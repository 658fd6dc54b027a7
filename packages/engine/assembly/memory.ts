/**
 * Linear memory: one bump allocator, never freed. One module instance codes one partition.
 *
 * Fresh WebAssembly memory reads as zero, and every table of the model is laid out so that zero
 * means "nothing learned yet": a small input never touches most of a large table.
 */

let top: usize = 0;

/** Reserves `bytes` zeroed bytes at a multiple of 64 (one cache line). Traps when memory is full. */
export function allocate(bytes: usize): usize {
  if (top == 0) top = (__heap_base + 63) & ~63;
  const at = top;
  const end = (<u64>top + bytes + 63) & ~63;
  if (end > 0xffffffff) unreachable();
  top = <usize>end;
  const pages = <i32>((end + 0xffff) >> 16);
  const missing = pages - memory.size();
  if (missing > 0 && memory.grow(missing) < 0) unreachable();
  return at;
}
