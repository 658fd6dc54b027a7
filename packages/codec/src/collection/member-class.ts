/**
 * Classes of files: those of one class lie together, so that one model reads them.
 */
import { formatOf } from '@pmklc/sequence';

/** Bytes of a file by which its class is told. */
export const CLASS_BYTES = 2 ** 14;

/** Classes in the order of an archive. */
const CLASSES = ['fasta', 'plain', 'fastq', 'protein', 'text', 'binary'] as const;
export type MemberClass = (typeof CLASSES)[number];

const TITLE = 0x3e;
const NUL = 0x00;

/** Class of a file that begins with these bytes. */
export function classOf(beginning: Uint8Array): MemberClass {
  const format = formatOf(beginning);
  if (format !== 'raw') return format;
  if (beginning[0] === TITLE) return 'protein';
  return beginning.includes(NUL) ? 'binary' : 'text';
}

/** Whether files of a class are records that lines end: the next file of the class begins on a line of its own. */
export function hasRecords(name: MemberClass): boolean {
  return name === 'fasta' || name === 'fastq' || name === 'protein';
}

/** Order of two classes. */
export function compareClasses(a: MemberClass, b: MemberClass): number {
  return CLASSES.indexOf(a) - CLASSES.indexOf(b);
}
