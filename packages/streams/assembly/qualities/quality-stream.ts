/**
 * Streams of quality lines; `src/qualities/quality-stream.ts` defines them.
 */
import { codeAdaptive, codeBits, newBits } from '../bytes/adaptive-bit';
import { isTruncated } from '../bytes/bit-coder';
import { newBuffer, push } from '../bytes/byte-buffer';
import { codeNumber, newNumbers } from '../bytes/number-coder';
import { beginLine } from './quality-contexts';
import { codeQuality, initQualityModel, MAX_SLOT_BITS, MIN_SLOT_BITS } from './quality-model';
import { codeTree, layOutTree } from './quality-tree';

const LF: i32 = 10;
const SAME_RATE: i32 = 4;
const SIZE_BITS: i32 = 4;
const FIRST_CAPACITY: u32 = 1 << 16;

/** Bytes to encode; 0 when decoding. */
let input: usize = 0;
let length: u32 = 0;
/** The buffer of what was decoded; 0 when encoding. */
export let decoded: usize = 0;
/** Bytes coded so far. */
export let done: u32 = 0;
let numbers: usize = 0;
let same: usize = 0;
let isSame: i32 = 0;
/** Bytes of the current line, and where it ends. */
let line: u32 = 0;
let lineEnd: u32 = 0;
let isLineNext: bool = true;

/** A stream of `bytes` bytes, when encoding those at `from`. Returns false when the code is of no such stream. */
export function beginQualityStream(slotBits: i32, treeInput: usize, from: usize, bytes: u32): bool {
  input = from;
  length = bytes;
  decoded = 0;
  done = line = 0;
  isSame = 0;
  isLineNext = true;
  const size = MIN_SLOT_BITS + <i32>codeBits(SIZE_BITS, slotBits - MIN_SLOT_BITS);
  if (size > MAX_SLOT_BITS || !codeTree(treeInput)) return false;
  if (isTruncated()) return true;
  layOutTree();
  initQualityModel(size);
  numbers = newNumbers();
  same = newBits(2);
  // Behind the tables, so that it grows where it is.
  if (!input) decoded = newBuffer(min(length, FIRST_CAPACITY));
  return true;
}

/** Codes on until `to` bytes are coded. Returns false when the code is of no such stream. */
export function codeQualitiesTo(to: u32): bool {
  while (done < to && !isTruncated()) {
    if (isLineNext && !codeLineLength()) return false;
    if (isTruncated()) return true;
    if (!codeLineTo(min(to, lineEnd))) return true;
    if (done < to) endLine();
  }
  return true;
}

/** Whether a line of such a length fits. */
function codeLineLength(): bool {
  const actual = input ? lineLength(input, done, length) : 0;
  isSame = codeAdaptive(same, isSame, SAME_RATE, actual == line ? 1 : 0);
  if (!isSame) line = codeNumber(numbers, actual);
  if (isTruncated()) return true;
  if (line > length - done) return false;
  lineEnd = done + line;
  isLineNext = false;
  beginLine();
  return true;
}

/** Codes bytes of a line; returns false when the code ends among them. */
function codeLineTo(to: u32): bool {
  const from = input,
    out = decoded;
  for (let at = done; at < to; at++) {
    const byte = codeQuality(from ? <i32>load<u8>(from + at) : 0);
    if (out) push(out, byte);
    if (isTruncated()) return false;
  }
  done = max(done, to);
  return true;
}

function endLine(): void {
  if (decoded) push(decoded, LF);
  done++;
  isLineNext = true;
}

function lineLength(input: usize, start: u32, length: u32): u32 {
  let end = start;
  while (end < length && load<u8>(input + end) != LF) end++;
  return end - start;
}
