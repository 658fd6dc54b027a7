/**
 * The range coder of `@pmklc/coder`, in 64-bit integers, for totals of 2^16.
 * Arithmetic: docs/format/README.md, "Payload".
 */

const FREQ_BITS: u64 = 16;
const MIN_RANGE: u32 = 1 << 24;
const CARRY: u64 = 1 << 32;
const WINDOW_BYTES: i32 = 4;
const MAX_MISSING_BYTES: usize = 8;

let low: u64 = 0;
let range: u32 = 0;
let cache: u32 = 0;
/** Bytes 0xff behind the cache, which a carry turns to 0x00. */
let pending: u32 = 0;
/** Distance of the payload's value from `low`. */
let code: u32 = 0;
/** Address at which the next byte is written, or read. */
let cursor: usize = 0;
let payloadEnd: usize = 0;
/** Set when a decoder read more zeros past the end than an encoder leaves out. */
let overrun: bool = false;

export function startEncoder(output: usize): void {
  low = 0;
  range = 0xffffffff;
  cache = 0;
  pending = 0;
  cursor = output;
}

/** Address at which the next byte goes. */
export function outputCursor(): usize {
  return cursor;
}

/** Continues writing at `output`: the host took what was before it. */
export function moveOutput(output: usize): void {
  cursor = output;
}

/** Bytes that are decided but for a carry, and so not written yet. */
export function pendingBytes(): u32 {
  return pending;
}

function shiftLow(): void {
  if (low < 0xff000000 || low >= CARRY) {
    const carry = <u32>(low >> 32);
    store<u8>(cursor++, <u8>(cache + carry));
    for (; pending > 0; pending--) store<u8>(cursor++, <u8>(0xff + carry));
    cache = (<u32>(low >> 24)) & 0xff;
  } else {
    pending++;
  }
  low = (low & 0x00ffffff) << 8;
}

/** Codes the interval [start, start + freq) out of 2^16. */
export function encode(start: u32, freq: u32): void {
  const from = (<u64>range * start) >> FREQ_BITS;
  const to = (<u64>range * (start + freq)) >> FREQ_BITS;
  low += from;
  range = <u32>(to - from);
  while (range < MIN_RANGE) {
    range <<= 8;
    shiftLow();
  }
}

/** Writes the value of the last interval that has the most trailing zero bytes. */
export function finishEncoder(): void {
  const whole = ((low + CARRY - 1) >> 32) << 32;
  low = whole < low + range ? whole : ((low + MIN_RANGE - 1) >> 24) << 24;
  for (let i = 0; i <= WINDOW_BYTES; i++) shiftLow();
}

/** Returns false when no encoder starts a payload so. */
export function startDecoder(payload: usize, bytes: usize): bool {
  cursor = payload;
  payloadEnd = payload + bytes;
  overrun = false;
  range = 0xffffffff;
  code = 0;
  for (let i = 0; i < WINDOW_BYTES; i++) code = (code << 8) | nextByte();
  return code < 0xffffffff;
}

/** Whether the payload ended too early for what was decoded. */
export function isTruncated(): bool {
  return overrun;
}

/** Payload bytes that were never read. */
export function bytesLeft(): usize {
  return cursor < payloadEnd ? payloadEnd - cursor : 0;
}

function nextByte(): u32 {
  const at = cursor++;
  if (at < payloadEnd) return load<u8>(at);
  if (at >= payloadEnd + MAX_MISSING_BYTES) overrun = true;
  return 0;
}

/** Goes on inside an interval that holds the code. */
// @ts-ignore: decorator
@inline
function take(from: u32, to: u32): void {
  code -= from;
  range = to - from;
  while (range < MIN_RANGE) {
    range <<= 8;
    code = (code << 8) | nextByte();
  }
}

/** Takes the symbol of the interval [start, start + freq) out of 2^16, if it is the next one; otherwise does nothing. */
export function decodeIf(start: u32, freq: u32): bool {
  const from = <u32>((<u64>range * start) >> FREQ_BITS);
  const to = <u32>((<u64>range * (start + freq)) >> FREQ_BITS);
  if (code < from || code >= to) return false;
  take(from, to);
  return true;
}

/**
 * Finds the symbol whose interval holds the code, and takes it.
 * `freqs`: four u32 that sum to 2^16.
 */
export function decode(freqs: usize): u32 {
  const wide = <u64>range;
  const f0 = load<u32>(freqs);
  const f1 = f0 + load<u32>(freqs, 4);
  const f2 = f1 + load<u32>(freqs, 8);
  const at1 = <u32>((wide * f0) >> FREQ_BITS);
  const at2 = <u32>((wide * f1) >> FREQ_BITS);
  const at3 = <u32>((wide * f2) >> FREQ_BITS);
  const base = u32(code >= at1) + u32(code >= at2) + u32(code >= at3);
  const from = base == 0 ? 0 : base == 1 ? at1 : base == 2 ? at2 : at3;
  const to = base == 0 ? at1 : base == 1 ? at2 : base == 2 ? at3 : range;
  take(from, to);
  return base;
}
