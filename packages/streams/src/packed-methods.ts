/**
 * How the first byte of a packed stream says what it was packed with. Layout: docs/format/sequence.md, "Packed streams".
 */
import type { StreamKind } from './model-stream.ts';

/** The low three bits of the first byte. */
export const STORED = 0;
export const BROTLI = 1;
export const METHODS: readonly (StreamKind | 'qualities')[] = [
  'primed',
  'text',
  'qualities',
  'table1',
  'table2',
  'table3',
];
export const FIRST_MODELLED = 2;
export const METHOD_BITS = 3;
/** The high five bits: length of a short modelled stream; or this, and a varint of what is beyond. */
export const LONG = 31;
/** The first byte of streams of proteins: method 0, of which other numbers than 0 were free. */
export const PROTEINS = 1 << METHOD_BITS;
/** The first byte of streams of names. */
export const NAMES = 2 << METHOD_BITS;

/** The first byte of streams of rows. */
export const ROWS = 3 << METHOD_BITS;

/** Longer streams are never modelled, and refused if they claim to be. */
export const MAX_MODELLED_BYTES = 256 << 20;
