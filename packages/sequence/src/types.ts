/**
 * Types of what a split yields and a join takes.
 */

/**
 * Format that a block was read as.
 *
 * - `fasta`: title lines (`>` or `;`) and residue lines.
 * - `fastq`: records of four lines; bytes that are not such records are kept aside verbatim.
 * - `plain`: the same as `fasta`, chosen when there is no title; a missing final newline costs nothing.
 * - `raw`: no bases at all; the input is one side stream.
 */
export type SequenceFormat = 'fasta' | 'fastq' | 'plain' | 'raw';

/** One side stream, not yet compressed. `joinBlock` reads one that is {@link GrowingBytes}, too, no further than it joins. */
export interface SideStream {
  /** Number of the stream: {@link STREAM_HEAD}, {@link STREAM_RAW} or a section number, see docs/format/sequence.md. */
  readonly id: number;
  readonly bytes: Uint8Array;
}

/** Rows of an alignment, one after the other with nothing between them. */
export interface Rows {
  /** Residues of a row. */
  readonly width: number;
  /** Residues of the first row, 1..`width`, which ends where all rows end. */
  readonly first: number;
}

/** One self-contained range of input bytes, taken apart. */
export interface SequenceBlock {
  readonly format: SequenceFormat;
  /** Length of the range that was split, in bytes. */
  readonly inputBytes: number;
  /** One base a byte, 0..3; `N` runs and the like are left out or replaced by guesses. */
  readonly bases: Uint8Array;
  /** Everything else, in ascending order of id; streams that would say nothing are left out. */
  readonly streams: readonly SideStream[];
  /** Rows that the literals are, where residues were kept as an alignment. Joining needs no such knowledge. */
  readonly rows?: Rows;
}
