/**
 * Entries of the words that a lane's newest bases spell, among the places in the history and in known proteins: where translated
 * copies may begin.
 */
import * as history from '../history/base-history';
import { lane, prefetch, roomInLane } from '../lane';
import { isOwn } from '../threads';
import { OPEN_CODONS, OPEN_FOR_PROTEINS } from '../generated/translated/translated-copies';
import { placeEntry } from './codon-places';
import { placeIn, proteinEntry, residueCount, residues } from './protein-index';
import { appendCodon, words } from './reading-words';

/** Entries of a cache line have one owner. */
const LINE_SHIFT: u32 = 6;

/** Entries of a lane's newest words. */
@unmanaged
export class FoundWords {
  /** Addresses of the entries that they have among the places and the proteins; 0 for none. */
  forwardEntry: usize;
  reversedEntry: usize;
  forwardProtein: usize;
  reversedProtein: usize;
  /** Places that stood there: see `CodonPlaces` and `ProteinIndex`. */
  forwardPlace: u32;
  reversedPlace: u32;
  forwardEnd: u32;
  reversedEnd: u32;
}

let room: usize = 0;

/** Reserves the rooms. */
export function initFound(): void {
  room = roomInLane(offsetof<FoundWords>());
}

/** Entries of the lane in use. */
// @ts-ignore: decorator
@inline
export function found(): FoundWords {
  return changetype<FoundWords>(lane() + room);
}

/** Takes in the codon that the newest base ends, and prefetches the entries of its words. */
export function prefetchEntries(): void {
  const self = found();
  const newest = words();
  appendCodon();
  self.forwardEntry = newest.openForward >= OPEN_CODONS ? placeEntry(newest.forwardWord) : 0;
  self.reversedEntry = newest.openReversed >= OPEN_CODONS ? placeEntry(newest.reversedWord) : 0;
  self.forwardProtein = entryOfProteins(newest.openForward, newest.forwardWord);
  self.reversedProtein = entryOfProteins(newest.openReversed, newest.reversedWord);
  if (self.forwardEntry) prefetch(self.forwardEntry);
  if (self.reversedEntry) prefetch(self.reversedEntry);
  if (self.forwardProtein) prefetch(self.forwardProtein);
  if (self.reversedProtein) prefetch(self.reversedProtein);
}

// @ts-ignore: decorator
@inline
function entryOfProteins(open: i32, word: u32): usize {
  return residueCount > 0 && open >= OPEN_FOR_PROTEINS ? proteinEntry(word) : 0;
}

/** Leaves the entries alone. */
export function findNoEntries(): void {
  const self = found();
  self.forwardEntry = 0;
  self.reversedEntry = 0;
}

/** Reads the entries of places, and remembers the newest words in them: in what is this thread's own. */
export function exchangePlaces(): void {
  const self = found();
  const place = (<u32>history.here().length) << 1;
  if (isOwn((<u32>self.forwardEntry) >> LINE_SHIFT)) {
    self.forwardPlace = exchange(self.forwardEntry, place);
  }
  if (isOwn((<u32>self.reversedEntry) >> LINE_SHIFT)) {
    self.reversedPlace = exchange(self.reversedEntry, place + 1);
  }
}

/** Prefetches what stands at the places that were found. */
export function prefetchSources(): void {
  const self = found();
  self.forwardEnd = self.forwardProtein ? placeIn(self.forwardProtein) : 0;
  self.reversedEnd = self.reversedProtein ? placeIn(self.reversedProtein) : 0;
  if (self.forwardPlace) prefetch(history.bases + (self.forwardPlace >> 1));
  if (self.reversedPlace) prefetch(history.bases + (self.reversedPlace >> 1));
  if (self.forwardEnd) prefetch(residues + self.forwardEnd);
  if (self.reversedEnd) prefetch(residues + self.reversedEnd);
}

// @ts-ignore: decorator
@inline
function exchange(entry: usize, place: u32): u32 {
  if (entry == 0) return 0;
  const before = load<u32>(entry);
  store<u32>(entry, place);
  return before;
}

/** Remembers the words that the newest base ends, without looking for any. */
export function remember(): void {
  const newest = words();
  appendCodon();
  const place = (<u32>history.here().length) << 1;
  if (newest.openForward >= OPEN_CODONS) store<u32>(placeEntry(newest.forwardWord), place);
  if (newest.openReversed >= OPEN_CODONS) store<u32>(placeEntry(newest.reversedWord), place + 1);
}
