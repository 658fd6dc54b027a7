/**
 * Sections of residues, what they are beside bases: case runs, runs of other bytes, verbatim text.
 */
import { PmklcError } from '@pmklc/core';
import { decodeNumbers, encodeNumbers, encodeToggles } from '../sections/columns.ts';
import { NumberList } from '../sections/number-list.ts';
import type { LetterSplitter } from './letter-splitter.ts';
import { N_REMOVED, RUN_COUNTED, RUN_FILLED, RUN_LITERAL } from '../sections/run-list.ts';
import type { RunList } from '../sections/run-list.ts';
import type { Sections } from '../sections/sections.ts';
import {
  SECTION_CASE,
  SECTION_LITERALS,
  SECTION_RUN_CLASSES,
  SECTION_RUNS,
} from '../sections/sections.ts';

/** Adds the sections of residues. */
export function encodeLetters(residues: LetterSplitter, sections: Sections): void {
  sections.bytes[SECTION_CASE] = encodeToggles(residues.caseRuns);
  if (residues.runs.length > 0) encodeRuns(residues.runs, sections);
  if (residues.literals.length > 0) sections.bytes[SECTION_LITERALS] = residues.literals.view();
}

/** Adds rows (gap, class, length - 1); classes are numbered in order of appearance, and left out when there is one. */
function encodeRuns(runs: RunList, sections: Sections): void {
  const indices = new Map<number, number>();
  const table = new NumberList();
  for (let i = 0; i < runs.length; i++) {
    const runClass = runs.classes.at(i);
    if (indices.has(runClass)) continue;
    indices.set(runClass, indices.size);
    table.push(runClass);
  }
  const rows = new NumberList();
  for (let i = 0; i < runs.length; i++) {
    rows.push(runs.gaps.at(i));
    if (table.length > 1) rows.push(indices.get(runs.classes.at(i))!);
    rows.push(runs.lengths.at(i) - 1);
  }
  sections.bytes[SECTION_RUNS] = encodeNumbers(rows);
  const isUsual = table.length === 1 && table.at(0) === N_REMOVED;
  if (!isUsual) sections.bytes[SECTION_RUN_CLASSES] = encodeNumbers(table);
}

/** Runs as they were stored, and what they add up to. */
export interface DecodedRuns {
  readonly classes: NumberList;
  readonly gaps: NumberList;
  readonly lengths: NumberList;
  /** Residues in all gaps, in filled runs, in literal runs, in all runs. */
  readonly totals: { gaps: number; filled: number; literal: number; runs: number };
}

/** @throws PmklcError `corrupt` or `truncated` */
export function decodeRuns(sections: Sections): DecodedRuns {
  const [classes, gaps, lengths] = [new NumberList(), new NumberList(), new NumberList()];
  const totals = { gaps: 0, filled: 0, literal: 0, runs: 0 };
  const table = decodeClasses(sections);
  const rows = decodeNumbers(sections.bytes[SECTION_RUNS]);
  const columns = table.length > 1 ? 3 : 2;
  if (rows.length % columns > 0) throw new PmklcError('truncated', 'the last run is cut');
  for (let at = 0; at < rows.length; at += columns) {
    const index = columns === 3 ? rows.at(at + 1) : 0;
    if (index >= table.length) throw new PmklcError('corrupt', 'a run is of no class');
    const [gap, length] = [rows.at(at), rows.at(at + columns - 1) + 1];
    const kind = table.at(index) & 3;
    gaps.push(gap);
    lengths.push(length);
    classes.push(table.at(index));
    totals.gaps += gap;
    totals.runs += length;
    if (kind === RUN_FILLED) totals.filled += length;
    if (kind === RUN_LITERAL) totals.literal += length;
  }
  return { classes, gaps, lengths, totals };
}

function decodeClasses(sections: Sections): NumberList {
  const table = decodeNumbers(sections.bytes[SECTION_RUN_CLASSES]);
  if (table.length === 0) table.push(N_REMOVED);
  for (let i = 0; i < table.length; i++) {
    const runClass = table.at(i);
    const isCounted = (runClass & 3) === RUN_COUNTED;
    if (isCounted ? runClass !== RUN_COUNTED : runClass > 4 * 255 + RUN_LITERAL) {
      throw new PmklcError('corrupt', `unknown run class ${runClass}`);
    }
  }
  return table;
}
