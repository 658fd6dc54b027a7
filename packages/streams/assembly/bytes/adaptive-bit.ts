/**
 * Bits whose probability is learned from those before; `src/bytes/adaptive-bit.ts` defines them.
 */
import { allocate } from '../memory';
import { codeBit } from './bit-coder';

const HALF: u16 = 32768;

/** A table of `count` probabilities, u16 each. */
export function newBits(count: usize, first: u16 = HALF): usize {
  const bits = allocate(count << 1);
  for (let i: usize = 0; i < count; i++) store<u16>(bits + (i << 1), first);
  return bits;
}

/** Codes a bit with probability number `at`, which moves with speed `rate`; returns the bit. */
export function codeAdaptive(bits: usize, at: i32, rate: i32, bit: i32): i32 {
  const address = bits + ((<usize>at) << 1);
  const probability = <i32>load<u16>(address);
  const coded = codeBit(bit, probability);
  const move = coded ? (65535 - probability) >> rate : -(probability >> rate);
  store<u16>(address, <u16>(probability + move));
  return coded;
}

/** Codes `count` bits of `value`, most significant first, with the probabilities from `start` on. */
export function codeBitTree(bits: usize, start: i32, count: i32, rate: i32, value: u32): u32 {
  let known: u32 = 1;
  for (let shift = count - 1; shift >= 0; shift--) {
    known =
      (known << 1) |
      (<u32>codeAdaptive(bits, start + <i32>known, rate, <i32>((value >> shift) & 1)));
  }
  return known - (1 << count);
}

/** Codes `count` bits that nothing is known of, most significant first; returns the number that they make. */
export function codeBits(count: i32, value: u32): u32 {
  let known: u32 = 0;
  for (let shift = count - 1; shift >= 0; shift--)
    known = (known << 1) | (<u32>codeBit(<i32>((value >> shift) & 1), HALF));
  return known;
}
