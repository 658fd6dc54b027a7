/**
 * Sections of a collection's input: ranges of whole files of one class, each a partition of its own unless it is too long for one.
 *
 * They bound what it takes to read one file: its section up to its end, and of FASTA the reference, sections that are kept so
 * that later ones copy from them.
 */
import type { MemberClass } from './member-class.ts';

/** Files of a class that have no more bytes than this are one section: nothing is learned twice. */
const SOLID_BYTES = 2 ** 24;
/** Bytes at which a section of FASTA ends, where there is a reference to copy from. */
const FASTA_BYTES = 2 ** 20;
/** Most bytes of the reference, unless its first file alone has more. */
const REFERENCE_BYTES = 2 ** 20;

/** A file in the order of bytes. */
export interface SectionFile {
  readonly name: MemberClass;
  /** Bytes that it takes in the input. */
  readonly bytes: number;
}

/** One range of the input. */
export interface Section {
  readonly start: number;
  readonly end: number;
  readonly name: MemberClass;
  /** Whether it is of the reference, or copies from it; undefined for one that does neither. */
  readonly role?: 'reference' | 'copy';
}

/** Sections of files in the order of their bytes; those of one class must be next to each other. */
export function sectionsOf(files: readonly SectionFile[]): Section[] {
  const sections: Section[] = [];
  let start = 0;
  for (const group of byClass(files)) {
    const added = sectionsOfClass(group, start);
    sections.push(...added);
    start = added.at(-1)?.end ?? start;
  }
  return sections;
}

function byClass(files: readonly SectionFile[]): SectionFile[][] {
  const groups = new Map<MemberClass, SectionFile[]>();
  for (const file of files) {
    const group = groups.get(file.name) ?? [];
    group.push(file);
    groups.set(file.name, group);
  }
  return [...groups.values()];
}

function sectionsOfClass(files: readonly SectionFile[], first: number): Section[] {
  const name = files[0]!.name;
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const isLong = total > SOLID_BYTES;
  const most = isLong && name === 'fasta' ? FASTA_BYTES : SOLID_BYTES;
  const sections: Section[] = [];
  let [start, end] = [first, first];
  let reference = 0;
  const close = () => {
    if (end === start) return;
    const length = end - start;
    const isReference = reference === 0 || reference + length <= REFERENCE_BYTES;
    if (isReference) reference += length;
    const role = name === 'fasta' ? (isReference ? 'reference' : 'copy') : undefined;
    sections.push({ start, end, name, ...(role && { role }) });
    start = end;
  };
  for (const { bytes } of files) {
    if (end > start && end - start + bytes > most) close();
    end += bytes;
  }
  close();
  return sections;
}
