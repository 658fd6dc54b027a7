/**
 * Words of amino acids that the newest bases spell, in the three frames of both strands. Defined by `ReadingWords` in `@pmklc/models`.
 */
import * as history from '../history/base-history';
import { FIRST_LETTER_SHIFT, LETTER_BITS, MULTIPLIER } from '../generated/translated/reading-words';
import { END } from '../generated/translated/genetic-code';
import { aminoAcids, letters, opposites } from './genetic-code';

/** u32[3] each: words by frame. */
const forward: usize = memory.data(12);
const reversed: usize = memory.data(12);
/** i32[3] each: codons without a stop. */
const forwardOpen: usize = memory.data(12);
const reversedOpen: usize = memory.data(12);

/** Words of the frame of the newest base, and their codons without a stop. */
export let forwardWord: u32 = 0;
export let reversedWord: u32 = 0;
export let openForward: i32 = 0;
export let openReversed: i32 = 0;

// @ts-ignore: decorator
@inline
export function hashWord(word: u32, mask: u32, bits: i32): usize {
  return <usize>(((word & mask) * MULTIPLIER) >> (32 - bits));
}

/** Takes in the codon that ends with the newest base. */
export function appendCodon(): void {
  const frame = (<usize>(history.length % 3)) << 2;
  const codon = <usize>history.kmer(3);
  const here = <usize>load<u8>(aminoAcids + codon);
  const there = <usize>load<u8>(aminoAcids + <usize>load<u8>(opposites + codon));
  forwardWord = (load<u32>(forward + frame) << LETTER_BITS) | (<u32>load<u8>(letters + here));
  reversedWord =
    (load<u32>(reversed + frame) >> LETTER_BITS) |
    ((<u32>load<u8>(letters + there)) << FIRST_LETTER_SHIFT);
  openForward = here == END ? 0 : load<i32>(forwardOpen + frame) + 1;
  openReversed = there == END ? 0 : load<i32>(reversedOpen + frame) + 1;
  store<u32>(forward + frame, forwardWord);
  store<u32>(reversed + frame, reversedWord);
  store<i32>(forwardOpen + frame, openForward);
  store<i32>(reversedOpen + frame, openReversed);
}

/** Forgets which frames are open. */
export function resetWords(): void {
  memory.fill(forwardOpen, 0, 12);
  memory.fill(reversedOpen, 0, 12);
}
