/**
 * Places in the history where words of amino acids ended. Defined by `CodonPlaces` in `@pmklc/models`.
 */
import { allocate } from '../memory';
import { LEFT_OUT } from '../generated/translated/codon-places';
import { hashWord } from './reading-words';

/** u32 an entry: twice the number of bases known then, plus 1 on the opposite strand; 0 for none. */
let places: usize = 0;
let bits: i32 = 0;

export function initPlaces(placeBits: i32): void {
  bits = placeBits;
  places = allocate((<usize>4) << bits);
}

/** Address of the entry of a word. */
// @ts-ignore: decorator
@inline
export function placeEntry(word: u32): usize {
  return places + (hashWord(word, ~(<u32>LEFT_OUT), bits) << 2);
}
