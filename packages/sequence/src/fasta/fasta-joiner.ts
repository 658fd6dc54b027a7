/**
 * Joins title lines and residue lines; the inverse of `FastaSplitter`.
 */
import { PmklcError } from '@pmklc/core';
import { LayoutReader } from './layout-sections.ts';
import { withNumbers } from '../titles/computed-numbers.ts';
import type { ChunkWriter } from '../chunk-writer.ts';
import type { LetterReader } from '../letters/letter-reader.ts';
import type { Sections } from '../sections/sections.ts';
import {
  FLAG_HEADLESS,
  FLAG_UNTERMINATED,
  linesOf,
  SECTION_MARKERS,
  SECTION_TERMINATORS,
  SECTION_TITLES,
} from '../sections/sections.ts';
import { ToggleReader } from '../sections/toggle-reader.ts';

const LF = 10;
const CR = 13;
const MARKERS = [0x3e, 0x3b] as const;

/** @throws PmklcError `corrupt` or `truncated` when the sections do not fit each other */
export function* joinFasta(
  sections: Sections,
  residues: LetterReader,
  out: ChunkWriter,
): Generator<Uint8Array> {
  const titles = linesOf(sections, SECTION_TITLES);
  const isHeadless = !titles || (sections.flags & FLAG_HEADLESS) !== 0;
  // The number of records is known at the last title: until then it need not be unpacked.
  const layout = new LayoutReader(sections, residues.remaining);
  const markers = new ToggleReader(sections.bytes[SECTION_MARKERS]);
  const terminators = new ToggleReader(sections.bytes[SECTION_TERMINATORS]);
  const isUnterminated = (sections.flags & FLAG_UNTERMINATED) !== 0;

  let isLastRecord = false;
  for (let record = 0; !isLastRecord; record++) {
    const hasTitle = titles !== undefined && (record > 0 || !isHeadless);
    if (hasTitle) titles.next();
    isLastRecord = !titles?.hasMore;
    if (isLastRecord) layout.checkRecords(record + 1);
    layout.next();
    if (hasTitle) {
      if (out.room === 0) yield out.take();
      out.push(MARKERS[markers.next()]);
      const title = withNumbers(sections, titles, layout.recordResidues);
      for (let p = title.start; ;) {
        p = out.write(title.bytes, p, title.end);
        if (p === title.end) break;
        yield out.take();
      }
      const isLast = isLastRecord && layout.pairs.length === 0 && isUnterminated;
      if (!isLast) yield* endLine(out, terminators);
    }
    const { pairs } = layout;
    for (let i = 0; i < pairs.length; i += 2) {
      const [length, count] = [pairs[i]!, pairs[i + 1]!];
      const isOpen = isLastRecord && i === pairs.length - 2 && isUnterminated;
      for (let left = count; left > 0;) {
        const closed = isOpen ? left - 1 : left;
        const written = writeLines(out, residues, terminators, length, closed);
        left -= written;
        if (written > 0) continue;
        yield* writeLine(out, residues, length);
        left--;
        if (!isOpen || left > 0) yield* endLine(out, terminators);
      }
    }
  }
  if (residues.remaining > 0) throw new PmklcError('corrupt', 'residues are left over');
  yield out.takeLast();
}

/** Writes whole lines as long as they fit into the chunk and end alike; returns how many. */
function writeLines(
  out: ChunkWriter,
  residues: LetterReader,
  terminators: ToggleReader,
  length: number,
  count: number,
): number {
  const isCrLf = terminators.state === 1;
  const lineBytes = length + (isCrLf ? 2 : 1);
  const lines = Math.min(count, terminators.run, Math.floor(out.room / lineBytes));
  for (let line = 0; line < lines; line++) {
    residues.write(out.bytes, out.length, length);
    out.length += length;
    if (isCrLf) out.push(CR);
    out.push(LF);
  }
  if (lines > 0) terminators.skip(lines);
  return lines;
}

/** Writes one line, without its end, across chunks. */
function* writeLine(
  out: ChunkWriter,
  residues: LetterReader,
  length: number,
): Generator<Uint8Array> {
  for (let left = length; left > 0;) {
    if (out.room === 0) yield out.take();
    const n = Math.min(left, out.room);
    residues.write(out.bytes, out.length, n);
    out.length += n;
    left -= n;
  }
}

function* endLine(out: ChunkWriter, terminators: ToggleReader): Generator<Uint8Array> {
  const isCrLf = terminators.next() === 1;
  if (isCrLf) {
    if (out.room === 0) yield out.take();
    out.push(CR);
  }
  if (out.room === 0) yield out.take();
  out.push(LF);
}
