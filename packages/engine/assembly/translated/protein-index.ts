/**
 * Proteins that are known before the first base, and where their words are. Defined by `ProteinIndex` in `@pmklc/models`.
 */
import { allocate } from '../memory';
import { END } from '../generated/translated/genetic-code';
import { LETTER_BITS, WORD_LETTERS } from '../generated/translated/reading-words';
import { letters } from './genetic-code';
import { hashWord } from './reading-words';

const ALL: u32 = 0xffffffff;

/** u8 a residue, 0..20. */
export let residues: usize = 0;
export let residueCount: i32 = 0;
/** u32 an entry: index behind the word; 0 for none. */
let places: usize = 0;
let bits: i32 = 0;

/** Knows the residues at an address, with 2^`placeBits` places. */
export function indexResidues(at: usize, count: i32, placeBits: i32): void {
  residues = at;
  residueCount = count;
  bits = placeBits;
  places = allocate((<usize>4) << bits);
  let word: u32 = 0;
  let run = 0;
  for (let i = 0; i < count; i++) {
    const residue = <usize>load<u8>(at + i);
    word = (word << LETTER_BITS) | (<u32>load<u8>(letters + residue));
    run = residue == END ? 0 : run + 1;
    if (run >= WORD_LETTERS) store<u32>(proteinEntry(word), i + 1);
  }
}

/** Address of the entry of a word. */
// @ts-ignore: decorator
@inline
export function proteinEntry(word: u32): usize {
  return places + (hashWord(word, ALL, bits) << 2);
}
