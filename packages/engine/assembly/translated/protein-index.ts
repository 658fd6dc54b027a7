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

/**
 * Makes room for residues and 2^`placeBits` places, before anything else: an instance that is to know the same ones finds them where they
 * are. Returns where the host writes them.
 */
export function reserveProteins(count: i32, placeBits: i32): usize {
  residueCount = count;
  bits = placeBits;
  residues = allocate(count);
  places = allocate((<usize>4) << bits);
  return residues;
}

/** Finds the words of the residues, once the tables of translation are there. */
export function indexProteins(): void {
  let word: u32 = 0;
  let run = 0;
  for (let i = 0; i < residueCount; i++) {
    const residue = <usize>load<u8>(residues + i);
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
