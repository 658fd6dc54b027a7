/**
 * One record of a FASTA or FASTQ file, and where each of its residues is among the bytes of the file.
 */

/** Lines that are alike, one after the other. */
export interface LineRun {
  readonly lines: number;
  /** Residues in each. */
  readonly residues: number;
  /** Bytes of each with its end, which counts as one byte where the file has no last line end. */
  readonly bytes: number;
  /** Whether they hold nothing but residues and line ends. */
  readonly isDense: boolean;
}

/** Facts of a record: those of a line of a `.fai` file, and a few more. */
export interface SequenceRecord {
  /** The title up to its first white space; bytes that are no UTF-8 read as U+FFFD. */
  readonly name: string;
  /** Name as the file has it. */
  readonly nameBytes: Uint8Array;
  /** Residues: printable characters of its lines, as samtools counts them. */
  readonly length: number;
  /** Start of its first line: byte of the original file, from 0. */
  readonly offset: number;
  /** Residues in its first line, 0 if there is none. */
  readonly lineBases: number;
  /** Bytes of its first line with its end. */
  readonly lineBytes: number;
  /** Start of its first line of qualities, a byte of the original file; FASTQ only. */
  readonly qualityOffset?: number;
  readonly lines: readonly LineRun[];
}

/** A place in the file from which residues are counted. */
export interface ResiduePlace {
  /** Byte of the original file. */
  readonly offset: number;
  /** Residues from there to the one that was asked for. */
  readonly skip: number;
  /** A byte after that residue, by the end of its line. */
  readonly end: number;
}

/**
 * Place of a residue. In a line with other characters among the residues only counting tells, so that
 * the place is the start of the line.
 *
 * @param residue 0..`length - 1`
 */
export function placeOf({ offset, lines }: SequenceRecord, residue: number): ResiduePlace {
  let [start, left] = [offset, residue];
  for (const run of lines) {
    if (left < run.lines * run.residues) {
      const line = Math.floor(left / run.residues);
      const column = left % run.residues;
      const at = start + line * run.bytes;
      const [dense, end] = [at + column, at + run.bytes];
      return run.isDense
        ? { offset: dense, skip: 0, end: dense + 1 }
        : { offset: at, skip: column, end };
    }
    left -= run.lines * run.residues;
    start += run.lines * run.bytes;
  }
  throw new RangeError(`residue ${residue} is not in the record`);
}

/** Whether a `.fai` line describes the record: all lines are as long as the first, but a last, shorter one. */
export function isFaiRecord({ lines, lineBytes }: SequenceRecord): boolean {
  return lines.every(({ bytes, lines: count }, i) => {
    if (bytes === lineBytes) return true;
    return i === lines.length - 1 && count === 1 && bytes < lineBytes;
  });
}

/** Whether a byte counts as a residue: printable ASCII. */
export function isResidue(byte: number): boolean {
  return byte > 0x20 && byte < 0x7f;
}
