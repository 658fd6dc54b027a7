/**
 * Streams of protein FASTA; `src/proteins/protein-stream.ts` defines them.
 */
import { allocate } from '../memory';
import { codeAdaptive, newBits } from '../bytes/adaptive-bit';
import { isTruncated } from '../bytes/bit-coder';
import { push } from '../bytes/byte-buffer';
import { codeStreamByte } from '../model-stream';
import { byteOf, END, OTHER_BYTE, symbolOf } from './amino-acid-alphabet';
import { codeResidue, initResidueModel } from './amino-acid-model';

const LF: i32 = 10;
const CR: i32 = 13;
const TITLE: i32 = 0x3e;
const WRAP_RATE: i32 = 5;
const BYTE_RATE: i32 = 4;
const FIRST_WRAP: u16 = 60000;

/** Bytes to encode, 0 when decoding; and the buffer of those that are decoded. */
let input: usize = 0;
let out: usize = 0;
let length: u32 = 0;
let done: u32 = 0;
/** Bytes of the residue line so far. */
let column: u32 = 0;
/** Residues of a full line, 0 for lines without end. */
let width: u32 = 0;
let wrap: usize = 0;
let others: usize = 0;
/** The bytes CR, LF and `>`, and how many end a line. */
let marks: usize = 0;
let lineEndBytes: u32 = 1;

/** A stream of `bytes` bytes; the model of titles is ready. */
export function beginProteinStream(
  columns: u32,
  isCrLf: bool,
  from: usize,
  bytes: u32,
  to: usize,
  capacity: usize,
): void {
  width = columns;
  input = from;
  out = to;
  length = bytes;
  done = column = 0;
  wrap = newBits(1, FIRST_WRAP);
  others = newBits(256);
  lineEndBytes = isCrLf ? 2 : 1;
  marks = allocate(3);
  store<u8>(marks, <u8>CR);
  store<u8>(marks, <u8>LF, 1);
  store<u8>(marks, <u8>TITLE, 2);
  initResidueModel(capacity);
}

/** Codes on until `to` bytes or more are coded. */
export function codeProteinsTo(to: u32): void {
  while (done < to && !isTruncated()) {
    if (width > 0 && column == width && codeWrap()) continue;
    const symbol = codeResidue(nextSymbol());
    if (symbol == END) endRecord();
    else {
      const byte = symbol == OTHER_BYTE ? codeOther() : byteOf(symbol);
      put(byte);
      column = byte == LF ? 0 : column + 1;
    }
  }
}

/** Bytes coded so far. */
export function codedProteins(): u32 {
  return done;
}

/** Address of what ends a line, and of what ends a record. */
function lineEnd(): usize {
  return marks + 2 - lineEndBytes;
}

function recordEnd(): usize {
  return column > 0 ? lineEnd() : marks + 2;
}

/** Whether the line ends at its width; goes on to the next line if so. */
function codeWrap(): bool {
  const isWrapped = codeAdaptive(
    wrap,
    0,
    WRAP_RATE,
    input && follows(lineEnd(), lineEndBytes) ? 1 : 0,
  );
  if (isWrapped) putMarks(lineEnd(), lineEndBytes);
  return isWrapped != 0;
}

function recordEndBytes(): u32 {
  return column > 0 ? lineEndBytes + 1 : 1;
}

function nextSymbol(): i32 {
  if (!input) return 0;
  return follows(recordEnd(), recordEndBytes()) ? END : symbolOf(load<u8>(input + done));
}

/** Whether `count` bytes come next in the input, or as many of them as are left. */
function follows(bytes: usize, count: u32): bool {
  const compared = min(count, length - done);
  for (let i: u32 = 0; i < compared; i++) {
    if (load<u8>(input + done + i) != load<u8>(bytes + i)) return false;
  }
  return true;
}

function put(byte: i32): void {
  if (out) push(out, byte);
  done++;
}

/** Puts out a line end or a marker, and with it begins a line. */
function putMarks(bytes: usize, count: u32): void {
  const fitting = min(count, length - done);
  for (let i: u32 = 0; i < fitting; i++) put(load<u8>(bytes + i));
  column = 0;
}

function endRecord(): void {
  putMarks(recordEnd(), recordEndBytes());
  while (done < length && !isTruncated()) {
    const byte = codeStreamByte(input ? <i32>load<u8>(input + done) : 0);
    put(byte);
    if (byte == LF) return;
  }
}

/** Codes a byte that has no symbol. */
function codeOther(): i32 {
  const byte = input ? <i32>load<u8>(input + done) : 0;
  let partial = 1;
  for (let shift = 7; shift >= 0; shift--) {
    partial = (partial << 1) | codeAdaptive(others, partial, BYTE_RATE, (byte >> shift) & 1);
  }
  return partial & 255;
}
