/**
 * Proteins that are known before the first base, and where their words are. Defined by `ProteinIndex` in `@pmklc/models`.
 */
import { allocate } from '../memory';
import { END } from '../generated/translated/genetic-code';
import { HASH_BITS } from '../generated/translated/protein-index';
import { LETTER_BITS, WORD_LETTERS } from '../generated/translated/reading-words';
import { letters } from './genetic-code';
import { hashWord } from './reading-words';

const ALL: u32 = 0xffffffff;

/** u8 a residue, 0..20. */
export let residues: usize = 0;
export let residueCount: i32 = 0;
/** 3 or 4 bytes an entry: index behind the word; 0 for none. */
let places: usize = 0;
let placeCount: i32 = 0;
let placeBytes: i32 = 0;
/** Bits of an entry. */
let mask: u32 = 0;

/**
 * Makes room for residues and so many places of 3 or 4 bytes, before anything else: an instance that is to know the same ones finds them where they
 * are. Returns where the host writes them.
 */
export function reserveProteins(count: i32, mostPlaces: i32, bytesOfPlace: i32): usize {
  residueCount = count;
  placeCount = mostPlaces;
  placeBytes = bytesOfPlace;
  mask = placeBytes == 3 ? 0xffffff : 0xffffffff;
  residues = allocate(count);
  // A read of the last entry goes a byte beyond it.
  places = allocate(<usize>placeBytes * placeCount + 1);
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
    if (run >= WORD_LETTERS) put(proteinEntry(word), i + 1);
  }
}

/** Address of the entry of a word. */
// @ts-ignore: decorator
@inline
export function proteinEntry(word: u32): usize {
  const hash = <u64>hashWord(word, ALL, HASH_BITS);
  return places + <usize>((hash * <u64>placeCount) >> HASH_BITS) * placeBytes;
}

/** The place in an entry. */
// @ts-ignore: decorator
@inline
export function placeIn(entry: usize): u32 {
  return load<u32>(entry) & mask;
}

// @ts-ignore: decorator
@inline
function put(entry: usize, place: u32): void {
  store<u16>(entry, place);
  store<u8>(entry, place >> 16, 2);
  if (placeBytes == 4) store<u8>(entry, place >> 24, 3);
}
