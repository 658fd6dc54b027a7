/**
 * Words of amino acids that the newest bases spell, in the three frames of both strands. Defined by `ReadingWords` in `@pmklc/models`.
 */
import { lane, roomInLane } from '../lane';
import * as history from '../history/base-history';
import { FIRST_LETTER_SHIFT, LETTER_BITS, MULTIPLIER } from '../generated/translated/reading-words';
import { END } from '../generated/translated/genetic-code';
import { aminoAcids, letters, opposites } from './genetic-code';

/** Words of a lane. */
@unmanaged
export class WordLane {
  /** Words of the frame of the newest base, and their codons without a stop. */
  forwardWord: u32;
  reversedWord: u32;
  openForward: i32;
  openReversed: i32;
}

/** Offset in a lane of its words, and of u32[4][3]: words by frame, then codons without a stop, of this strand and the other. */
let room: usize = 0;
let frameRoom: usize = 0;
const REVERSED: usize = 12;
const FORWARD_OPEN: usize = 24;
const REVERSED_OPEN: usize = 36;

/** Reserves the rooms. */
export function initWords(): void {
  room = roomInLane(offsetof<WordLane>());
  frameRoom = roomInLane(48);
}

/** Words of the lane in use. */
// @ts-ignore: decorator
@inline
export function words(): WordLane {
  return changetype<WordLane>(lane() + room);
}

// @ts-ignore: decorator
@inline
export function hashWord(word: u32, mask: u32, bits: i32): usize {
  return <usize>(((word & mask) * MULTIPLIER) >> (32 - bits));
}

/** Takes in the codon that ends with the newest base. */
export function appendCodon(): void {
  const self = words();
  const frame = lane() + frameRoom + ((<usize>(history.here().length % 3)) << 2);
  const codon = <usize>history.kmer(3);
  const here = <usize>load<u8>(aminoAcids + codon);
  const there = <usize>load<u8>(aminoAcids + <usize>load<u8>(opposites + codon));
  const forwardWord = (load<u32>(frame) << LETTER_BITS) | (<u32>load<u8>(letters + here));
  const reversedWord =
    (load<u32>(frame, REVERSED) >> LETTER_BITS) |
    ((<u32>load<u8>(letters + there)) << FIRST_LETTER_SHIFT);
  const openForward = here == END ? 0 : load<i32>(frame, FORWARD_OPEN) + 1;
  const openReversed = there == END ? 0 : load<i32>(frame, REVERSED_OPEN) + 1;
  store<u32>(frame, forwardWord);
  store<u32>(frame, reversedWord, REVERSED);
  store<i32>(frame, openForward, FORWARD_OPEN);
  store<i32>(frame, openReversed, REVERSED_OPEN);
  self.forwardWord = forwardWord;
  self.reversedWord = reversedWord;
  self.openForward = openForward;
  self.openReversed = openReversed;
}

/** Forgets which frames are open. */
export function resetWords(): void {
  memory.fill(lane() + frameRoom + FORWARD_OPEN, 0, 24);
}
