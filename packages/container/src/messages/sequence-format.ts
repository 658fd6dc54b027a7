/**
 * Formats of sequence and their numbers in messages: enum `SequenceFormat` of proto/pmklc.proto.
 */

/** Kind of the original bytes, as in `@pmklc/sequence`. */
export type SequenceFormat = 'fasta' | 'fastq' | 'plain' | 'raw';

const FORMATS: readonly SequenceFormat[] = ['fasta', 'fastq', 'plain', 'raw'];

/** @throws RangeError when there is no such format */
export function formatNumber(format: SequenceFormat): number {
  const number = FORMATS.indexOf(format);
  if (number < 0) throw new RangeError(`unknown sequence format ${format}`);
  return number;
}

/** The format of a number; undefined when this version has none. */
export function numberedFormat(number: number): SequenceFormat | undefined {
  return FORMATS[number];
}
