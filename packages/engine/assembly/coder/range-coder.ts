/**
 * The range coder of `@pmklc/coder`, in 64-bit integers, for totals of 2^16.
 * Arithmetic: docs/format/README.md, "Payload".
 */
import { lane, roomInLane } from '../lane';
import { setTruncated } from '../threads';

const FREQ_BITS: u64 = 16;
const MIN_RANGE: u32 = 1 << 24;
const CARRY: u64 = 1 << 32;
const WINDOW_BYTES: i32 = 4;
const MAX_MISSING_BYTES: usize = 8;

/** Coder of a lane. */
@unmanaged
class CoderLane {
  low: u64;
  range: u32;
  cache: u32;
  /** Bytes 0xff behind the cache, which a carry turns to 0x00. */
  pending: u32;
  /** Distance of the payload's value from `low`. */
  code: u32;
  /** Address at which the next byte is written, or read. */
  cursor: usize;
  payloadEnd: usize;
}

let room: usize = 0;

/** Reserves the rooms. */
export function initCoders(): void {
  room = roomInLane(offsetof<CoderLane>());
}

// @ts-ignore: decorator
@inline
function here(): CoderLane {
  return changetype<CoderLane>(lane() + room);
}

export function startEncoder(output: usize): void {
  const self = here();
  self.low = 0;
  self.range = 0xffffffff;
  self.cache = 0;
  self.pending = 0;
  self.cursor = output;
}

/** Address at which the next byte goes. */
export function outputCursor(): usize {
  return here().cursor;
}

/** Continues writing at `output`: the host took what was before it. */
export function moveOutput(output: usize): void {
  here().cursor = output;
}

/** Bytes that are decided but for a carry, and so not written yet. */
export function pendingBytes(): u32 {
  return here().pending;
}

function shiftLow(self: CoderLane): void {
  if (self.low < 0xff000000 || self.low >= CARRY) {
    const carry = <u32>(self.low >> 32);
    store<u8>(self.cursor++, <u8>(self.cache + carry));
    for (; self.pending > 0; self.pending--) store<u8>(self.cursor++, <u8>(0xff + carry));
    self.cache = (<u32>(self.low >> 24)) & 0xff;
  } else {
    self.pending++;
  }
  self.low = (self.low & 0x00ffffff) << 8;
}

/** Codes the interval [start, start + freq) out of 2^16. */
export function encode(start: u32, freq: u32): void {
  const self = here();
  const from = (<u64>self.range * start) >> FREQ_BITS;
  const to = (<u64>self.range * (start + freq)) >> FREQ_BITS;
  self.low += from;
  self.range = <u32>(to - from);
  while (self.range < MIN_RANGE) {
    self.range <<= 8;
    shiftLow(self);
  }
}

/** Writes the value of the last interval that has the most trailing zero bytes. */
export function finishEncoder(): void {
  const self = here();
  const whole = ((self.low + CARRY - 1) >> 32) << 32;
  self.low = whole < self.low + self.range ? whole : ((self.low + MIN_RANGE - 1) >> 24) << 24;
  for (let i = 0; i <= WINDOW_BYTES; i++) shiftLow(self);
}

/** Returns false when no encoder starts a payload so. */
export function startDecoder(payload: usize, bytes: usize): bool {
  const self = here();
  self.cursor = payload;
  self.payloadEnd = payload + bytes;
  self.range = 0xffffffff;
  self.code = 0;
  for (let i = 0; i < WINDOW_BYTES; i++) self.code = (self.code << 8) | nextByte(self);
  return self.code < 0xffffffff;
}

/** Payload bytes that were never read. */
export function bytesLeft(): usize {
  const self = here();
  return self.cursor < self.payloadEnd ? self.payloadEnd - self.cursor : 0;
}

function nextByte(self: CoderLane): u32 {
  const at = self.cursor++;
  if (at < self.payloadEnd) return load<u8>(at);
  // More zeros past the end than an encoder leaves out.
  if (at >= self.payloadEnd + MAX_MISSING_BYTES) setTruncated();
  return 0;
}

/** Goes on inside an interval that holds the code. */
// @ts-ignore: decorator
@inline
function take(self: CoderLane, from: u32, to: u32): void {
  self.code -= from;
  self.range = to - from;
  while (self.range < MIN_RANGE) {
    self.range <<= 8;
    self.code = (self.code << 8) | nextByte(self);
  }
}

/** Whether the next symbol's interval is not below `start` out of 2^16. */
// @ts-ignore: decorator
@inline
export function reaches(start: u32): bool {
  const self = here();
  return self.code >= <u32>((<u64>self.range * start) >> FREQ_BITS);
}

/** Takes the symbol of the interval [start, start + freq) out of 2^16, if it is the next one; otherwise does nothing. */
export function decodeIf(start: u32, freq: u32): bool {
  const self = here();
  const from = <u32>((<u64>self.range * start) >> FREQ_BITS);
  const to = <u32>((<u64>self.range * (start + freq)) >> FREQ_BITS);
  if (self.code < from || self.code >= to) return false;
  take(self, from, to);
  return true;
}

/**
 * Finds the symbol whose interval holds the code, and takes it.
 * `freqs`: four u32 that sum to 2^16.
 */
export function decode(freqs: usize): u32 {
  const self = here();
  const wide = <u64>self.range;
  const f0 = load<u32>(freqs);
  const f1 = f0 + load<u32>(freqs, 4);
  const f2 = f1 + load<u32>(freqs, 8);
  const at1 = <u32>((wide * f0) >> FREQ_BITS);
  const at2 = <u32>((wide * f1) >> FREQ_BITS);
  const at3 = <u32>((wide * f2) >> FREQ_BITS);
  const base = u32(self.code >= at1) + u32(self.code >= at2) + u32(self.code >= at3);
  const from = base == 0 ? 0 : base == 1 ? at1 : base == 2 ? at2 : at3;
  const to = base == 0 ? at1 : base == 1 ? at2 : base == 2 ? at3 : self.range;
  take(self, from, to);
  return base;
}
