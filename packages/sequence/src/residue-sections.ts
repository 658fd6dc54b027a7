/**
 * What residues are beside bases, as sections: case runs, runs of other bytes, verbatim text.
 */
import { ByteReader, ByteWriter, PmklcError } from '@pmklc/core';
import { encodeToggles, readNumber } from './columns.ts';
import { NumberList } from './number-list.ts';
import type { ResidueSplitter } from './residue-splitter.ts';
import { RUN_FILLED, RUN_LITERAL } from './run-list.ts';
import type { RunList } from './run-list.ts';
import type { Sections } from './sections.ts';
import { SECTION_CASE, SECTION_LITERALS, SECTION_RUNS } from './sections.ts';

/** Adds the sections of residues. */
export function encodeResidues(residues: ResidueSplitter, sections: Sections): void {
  sections.bytes[SECTION_CASE] = encodeToggles(residues.caseRuns);
  if (residues.runs.length > 0) sections.bytes[SECTION_RUNS] = encodeRuns(residues.runs);
  if (residues.literals.length > 0) sections.bytes[SECTION_LITERALS] = residues.literals.view();
}

/** Classes in order of appearance, number of runs, then a column each of class indices, gaps and lengths. */
function encodeRuns(runs: RunList): Uint8Array {
  const indices = new Map<number, number>();
  for (let i = 0; i < runs.length; i++) {
    const runClass = runs.classes.at(i);
    if (!indices.has(runClass)) indices.set(runClass, indices.size);
  }
  const writer = new ByteWriter();
  writer.varint(indices.size);
  for (const runClass of indices.keys()) writer.varint(runClass);
  writer.varint(runs.length);
  if (indices.size > 1) {
    for (let i = 0; i < runs.length; i++) writer.varint(indices.get(runs.classes.at(i))!);
  }
  for (let i = 0; i < runs.length; i++) writer.varint(runs.gaps.at(i));
  for (let i = 0; i < runs.length; i++) writer.varint(runs.lengths.at(i) - 1);
  return writer.toUint8Array();
}

/** Runs as they were stored, and what they add up to. */
export interface DecodedRuns {
  readonly classes: NumberList;
  readonly gaps: NumberList;
  readonly lengths: NumberList;
  /** Residues in all gaps, in filled runs, in literal runs, in all runs. */
  readonly totals: { gaps: number; filled: number; literal: number; runs: number };
}

/**
 * @param bytes the section, or undefined when there are no runs
 * @throws PmklcError `corrupt` or `truncated`
 */
export function decodeRuns(bytes: Uint8Array | undefined): DecodedRuns {
  const [classes, gaps, lengths] = [new NumberList(), new NumberList(), new NumberList()];
  const totals = { gaps: 0, filled: 0, literal: 0, runs: 0 };
  const decoded = { classes, gaps, lengths, totals };
  if (bytes === undefined) return decoded;
  const reader = new ByteReader(bytes);
  const table = readClassTable(reader);
  const count = readNumber(reader);
  if (count > reader.remaining) throw new PmklcError('corrupt', `${count} runs do not fit`);
  for (let i = 0; i < count; i++) {
    const runClass = table[table.length > 1 ? readNumber(reader) : 0];
    if (runClass === undefined) throw new PmklcError('corrupt', 'run of an unknown class');
    classes.push(runClass);
  }
  for (let i = 0; i < count; i++) gaps.push(readNumber(reader));
  for (let i = 0; i < count; i++) lengths.push(readNumber(reader) + 1);
  if (reader.remaining > 0) throw new PmklcError('corrupt', 'bytes follow the runs');
  for (let i = 0; i < count; i++) {
    const [kind, length] = [classes.at(i) & 3, lengths.at(i)];
    totals.gaps += gaps.at(i);
    totals.runs += length;
    if (kind === RUN_FILLED) totals.filled += length;
    if (kind === RUN_LITERAL) totals.literal += length;
  }
  return decoded;
}

function readClassTable(reader: ByteReader): number[] {
  const size = readNumber(reader);
  if (size > reader.remaining) throw new PmklcError('corrupt', `${size} run classes do not fit`);
  const table = [];
  for (let i = 0; i < size; i++) {
    const runClass = readNumber(reader);
    if (runClass > 4 * 255 + RUN_LITERAL || (runClass & 3) > RUN_LITERAL) {
      throw new PmklcError('corrupt', `unknown run class ${runClass}`);
    }
    table.push(runClass);
  }
  return table;
}
