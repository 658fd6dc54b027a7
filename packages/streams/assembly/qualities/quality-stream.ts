/**
 * Streams of quality lines; `src/qualities/quality-stream.ts` defines them.
 */
import { codeAdaptive, codeBits, newBits } from '../bytes/adaptive-bit';
import { isTruncated } from '../bytes/bit-coder';
import { bytesOf, newBuffer, push } from '../bytes/byte-buffer';
import { codeNumber, newNumbers } from '../bytes/number-coder';
import { beginLineCopies, codeDistance } from './line-copies';
import { addLineStart, beginLineStarts, lines, lineStartBefore } from './line-starts';
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

/** Whether lines may be copies; and when encoding, u32 each, how many lines back one is that is the same, or 0. */
let hasCopies: bool = false;
let copies: usize = 0;
/** Whether every second line is of the mate of the one before; and the mate that the next one is of, 0 or 1. */
let areMates: bool = false;
let mate: i32 = 0;

/**
 * A stream of `bytes` bytes, when encoding those at `from`, with a tree and perhaps copies of lines. Returns false when the code is of no
 * such stream.
 */
export function beginQualityStream(
  slotBits: i32,
  ofMates: bool,
  treeInput: usize,
  copiesInput: usize,
  from: usize,
  bytes: u32,
): bool {
  input = from;
  copies = copiesInput;
  length = bytes;
  decoded = 0;
  done = line = 0;
  isSame = 0;
  isLineNext = true;
  const size = MIN_SLOT_BITS + <i32>codeBits(SIZE_BITS, slotBits - MIN_SLOT_BITS);
  hasCopies = codeBits(1, i32(copies != 0)) != 0;
  areMates = codeBits(1, i32(ofMates)) != 0;
  mate = 0;
  if (size > MAX_SLOT_BITS || !codeTree(treeInput)) return false;
  if (isTruncated()) return true;
  layOutTree();
  initQualityModel(size);
  numbers = newNumbers();
  same = newBits(2);
  if (hasCopies) {
    beginLineCopies();
    beginLineStarts();
  }
  // Behind the tables, so that it grows where it is.
  if (!input) decoded = newBuffer(min(length, FIRST_CAPACITY));
  return true;
}

/** Codes on until `to` bytes are coded. Returns false when the code is of no such stream. */
export function codeQualitiesTo(to: u32): bool {
  while (done < to && !isTruncated()) {
    if (isLineNext && !codeLineBeginning()) return false;
    if (isTruncated()) return true;
    if (!codeLineTo(min(to, lineEnd))) return true;
    if (done < to) endLine();
  }
  return true;
}

/** Codes a line if it is a copy, and otherwise its length. Returns whether it fits. */
function codeLineBeginning(): bool {
  if (!hasCopies) return codeLineLength();
  const distance = codeDistance(copies ? load<u32>(copies + ((<usize>lines) << 2)) : 0);
  if (isTruncated()) return true;
  if (distance > lines) return false;
  addLineStart(done);
  return distance > 0 ? copyLine(distance) : codeLineLength();
}

/** Whether the line so many before fits. */
function copyLine(distance: u32): bool {
  const from = lineStartBefore(distance);
  const count = lineStartBefore(distance - 1) - 1 - from;
  if (count > length - done) return false;
  for (let at = from; decoded && at < from + count; at++) {
    push(decoded, load<u8>(bytesOf(decoded) + at));
  }
  done += count;
  lineEnd = done;
  isLineNext = false;
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
  beginLine(mate);
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
  if (areMates) mate ^= 1;
}

function lineLength(input: usize, start: u32, length: u32): u32 {
  let end = start;
  while (end < length && load<u8>(input + end) != LF) end++;
  return end - start;
}
