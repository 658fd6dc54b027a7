/**
 * Integers of any size; `src/bytes/number-coder.ts` defines their code.
 */
import { codeBits, codeBitTree, newBits } from './adaptive-bit';

const RATE: i32 = 4;
const WIDTH_BITS: i32 = 6;
const LEARNED_BITS: i32 = 3;
const LEADING: i32 = 1 << WIDTH_BITS;

/** A coder is the address of its probabilities: of the widths, then of the leading bits. */
export function newNumbers(): usize {
  return newBits((1 << WIDTH_BITS) + (33 << LEARNED_BITS));
}

/** Codes an integer in 0..2^32-1, given when encoding; returns it. */
export function codeNumber(numbers: usize, value: u32): u32 {
  const width = <i32>codeBitTree(numbers, 0, WIDTH_BITS, RATE, 32 - clz<u32>(value));
  if (width == 0) return 0;
  const bits = min(width, 32) - 1;
  const learned = min(bits, LEARNED_BITS);
  const top = value >> (bits - learned);
  const number =
    ((<u32>1) << learned) |
    codeBitTree(numbers, LEADING + ((bits + 1) << LEARNED_BITS), learned, RATE, top);
  const rest = bits - learned;
  return (number << rest) | codeBits(rest, value);
}
