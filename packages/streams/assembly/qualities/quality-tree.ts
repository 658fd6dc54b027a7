/**
 * The tree of decisions that tell qualities apart; `src/qualities/quality-tree.ts` defines its code.
 *
 * In memory a tree is its branches in the order of the code, i16 each: a leaf's byte, or -1 for a decision.
 */
import { allocate } from '../memory';
import { codeAdaptive, codeBits, newBits } from '../bytes/adaptive-bit';
import { isTruncated } from '../bytes/bit-coder';

const LF: i32 = 10;
const RATE: i32 = 4;
const IS_DECISION: i32 = 0;
const IS_NEXT: i32 = 1;
const MAX_LEAVES: i32 = 255;
const DECISION: i32 = -1;
/** Longest way to a leaf. */
const MAX_DEPTH: usize = 256;

/** Number of decisions, and of leaves. */
export let decisions: i32 = 0;
export let leaves: i32 = 0;
/** i32[2 * decisions]: successor of decision d at bit b: a decision's number, or -1 minus a rank. */
export let next: usize = 0;
/** u8[leaves]: the byte of each rank. */
export let bytes: usize = 0;
/** Bits that lead to each byte, u8[256] for each. */
export let paths: usize = 0;

/** The branches as they are coded, i16; then as they are read. */
let branches: usize = 0;
let count: i32 = 0;
/** u8[256]: whether a byte has a leaf. */
let seen: usize = 0;
/** u8[256]: the rank of each byte that has one. */
let ranks: usize = 0;

/** Codes a tree, when encoding the one whose branches are at `input`. Returns false when the code is of no tree. */
export function codeTree(input: usize): bool {
  const bits = newBits(2);
  branches = allocate((2 * MAX_LEAVES) << 1);
  seen = allocate(256);
  store<u8>(seen + LF, 1);
  count = decisions = leaves = 0;
  let last = 0;
  // Open branches: one, and one more for each decision, less one for each leaf.
  for (let open = 1; open > 0 && !isTruncated();) {
    const branch = input ? <i32>load<i16>(input + ((<usize>count) << 1)) : 0;
    const isDecision = codeAdaptive(bits, IS_DECISION, RATE, branch == DECISION ? 1 : 0);
    if (isDecision) {
      if (++decisions >= MAX_LEAVES) return false;
      open++;
      append(DECISION);
      continue;
    }
    const isNext = codeAdaptive(bits, IS_NEXT, RATE, branch == last + 1 ? 1 : 0);
    last = isNext ? last + 1 : <i32>codeBits(8, branch);
    if (last > 255 || load<u8>(seen + last)) return false;
    store<u8>(seen + last, 1);
    leaves++;
    open--;
    append(last);
  }
  return true;
}

function append(branch: i32): void {
  store<i16>(branches + ((<usize>count) << 1), <i16>branch);
  count++;
}

/** Numbers decisions level by level, and bytes in order. */
export function layOutTree(): void {
  bytes = allocate(256);
  ranks = allocate(256);
  store<u8>(seen + LF, 0);
  for (let byte = 0, rank = 0; byte < 256; byte++) {
    if (!load<u8>(seen + byte)) continue;
    store<u8>(ranks + byte, <u8>rank);
    store<u8>(bytes + rank++, <u8>byte);
  }
  next = allocate(max(<usize>decisions, 1) << 3);
  paths = allocate(256 * MAX_DEPTH);
  numberLevels();
  const path = allocate(MAX_DEPTH);
  if (decisions > 0) walk(0, path, 0);
}

/** Numbers decisions: a queue has where the code of each begins, and its place there is its number. */
function numberLevels(): void {
  if (decisions == 0) return;
  const queue = allocate((<usize>decisions) << 2);
  for (let head = 0, tail = 1; head < decisions; head++) {
    let at = load<i32>(queue + ((<usize>head) << 2)) + 1;
    for (let bit = 0; bit < 2; bit++) {
      const branch = <i32>load<i16>(branches + ((<usize>at) << 1));
      let following = tail;
      if (branch == DECISION) {
        store<i32>(queue + ((<usize>tail) << 2), at);
        tail++;
      } else {
        following = -1 - <i32>load<u8>(ranks + branch);
      }
      store<i32>(next + ((<usize>(2 * head + bit)) << 2), following);
      at = behind(at);
    }
  }
}

/** End of the code of the branch at `at`. */
function behind(at: i32): i32 {
  for (let open = 1; open > 0; at++)
    open += <i32>load<i16>(branches + ((<usize>at) << 1)) == DECISION ? 1 : -1;
  return at;
}

/** Notes the bits that lead to each byte. */
function walk(node: i32, path: usize, depth: usize): void {
  for (let bit = 0; bit < 2; bit++) {
    store<u8>(path + depth, <u8>bit);
    const following = load<i32>(next + ((<usize>(2 * node + bit)) << 2));
    if (following >= 0) walk(following, path, depth + 1);
    else memory.copy(pathTo(load<u8>(bytes + (-1 - following))), path, depth + 1);
  }
}

/** Address of the bits that lead to a byte. */
// @ts-ignore: decorator
@inline
export function pathTo(byte: i32): usize {
  return paths + <usize>byte * MAX_DEPTH;
}
