/**
 * The binary arithmetic coder of `src/bytes/bit-coder.ts`, which defines it.
 */
import { bytesOf, lengthOf, newBuffer, push } from './byte-buffer';

/** Modes of `codeBit`: it takes a bit as known without a code, encodes, or decodes. */
export const ECHO: i32 = 0;
export const ENCODE: i32 = 1;
export const DECODE: i32 = 2;

const MAX_MISSING_BYTES: usize = 4;

export let mode: i32 = ECHO;
let low: u32 = 0;
let high: u32 = 0xffffffff;
/** The number that is decoded. */
let number: u32 = 0;
/** Address of the next byte to read, and of the end of the code. */
let cursor: usize = 0;
let end: usize = 0;
/** Buffer of the code that is written. */
let output: usize = 0;

export function setMode(to: i32): void {
  mode = to;
}

export function startEncoder(): void {
  low = 0;
  high = 0xffffffff;
  output = newBuffer(1 << 10);
}

/** Reads `bytes` of code from `code` on. */
export function startDecoder(code: usize, bytes: usize): void {
  low = 0;
  high = 0xffffffff;
  number = 0;
  cursor = code;
  end = code + bytes;
  for (let i = 0; i < 4; i++) shift();
}

/** Whether a decoder needed more bytes than there are. */
export function isTruncated(): bool {
  return mode == DECODE && cursor > end + MAX_MISSING_BYTES;
}

/** Whether all bytes of the code were needed. */
export function isExhausted(): bool {
  return cursor >= end;
}

/** Address of the code that was written, and how many bytes it has. */
export function outputAddress(): usize {
  return bytesOf(output);
}

export function outputBytes(): usize {
  return lengthOf(output);
}

function shift(): void {
  const byte: u32 = cursor < end ? load<u8>(cursor) : 0;
  cursor++;
  number = (number << 8) | byte;
}

/** Codes a bit that is 1 with `probability`, 1..65535 of 65536; returns the bit. */
export function codeBit(bit: i32, probability: u32): i32 {
  if (mode == ECHO) return bit;
  const range = high - low;
  const middle = low + (range >> 16) * probability + (((range & 0xffff) * probability) >> 16);
  if (mode == DECODE) bit = i32(number <= middle);
  high = select<u32>(middle, high, bit != 0);
  low = select<u32>(low, middle + 1, bit != 0);
  while ((low ^ high) >> 24 == 0) {
    if (mode == ENCODE) push(output, high >> 24);
    else shift();
    low <<= 8;
    high = (high << 8) | 255;
  }
  return bit;
}

/** Ends with as few bytes as name a number of the interval. */
export function finishEncoder(): void {
  if (low == 0) return;
  let bits: u64 = 24;
  while (roundUp(low, bits) > high) bits -= 8;
  const named = roundUp(low, bits);
  for (let place: u64 = 24; ; place -= 8) {
    push(output, <i32>((named >> place) & 255));
    if (place == bits) break;
  }
}

/** The least multiple of 2^bits that is not less. */
function roundUp(value: u64, bits: u64): u64 {
  const unit: u64 = 1 << bits;
  return ((value + unit - 1) >> bits) << bits;
}
