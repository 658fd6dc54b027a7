/**
 * Outline of a block, where its records and its runs are, from its side streams alone.
 */
import { checkBlock } from './check-block.ts';
import { lineOf } from './titles/lines.ts';
import { titlesOf } from './titles/mate-titles.ts';
import { withNumbers } from './titles/computed-numbers.ts';
import { LayoutReader } from './fasta/layout-sections.ts';
import { countLines, LineReader } from './line-reader.ts';
import type { DecodedRuns } from './letters/letter-sections.ts';
import { decodeRuns } from './letters/letter-sections.ts';
import { RUN_FILLED } from './sections/run-list.ts';
import type { Sections } from './sections/sections.ts';
import {
  FLAG_HEADLESS,
  fromStreams,
  SECTION_QUALITIES,
  SECTION_TITLES,
} from './sections/sections.ts';
import type { SequenceBlock } from './types.ts';

/** One record: a title and the residues that follow it. */
export interface OutlineRecord {
  /** Without its marker; undefined for residues before any title. */
  readonly title: Uint8Array | undefined;
  readonly residues: number;
}

/** Residues other than A, C, G and T, one after the other. */
export interface OutlineRun {
  /** Bases between the run before, or the beginning, and this one. */
  readonly gap: number;
  readonly residues: number;
  /** Bases that stand for them: none, or as many as there are residues. */
  readonly bases: number;
}

/** Outline of a block: what it is like, but for its letters. */
export interface Outline {
  /** Residues of all records. */
  readonly residues: number;
  /** Runs in the order of the block. There may be many: each is made when it is asked for. */
  runs(): Generator<OutlineRun>;
  /** Records in the order of the block; the residues add up. */
  records(): Generator<OutlineRecord>;
}

/**
 * @param block its bases may be any, but must be as many as it has
 * @throws PmklcError `corrupt` or `truncated` when bases and side streams do not fit each other
 */
export function outlineOf(block: SequenceBlock): Outline {
  checkBlock(block);
  const { format, streams, bases } = block;
  if (format === 'raw') return { residues: 0, runs: nothing, records: nothing };
  const sections = fromStreams(format, streams);
  const decoded = decodeRuns(sections);
  const { filled, runs } = decoded.totals;
  const residues = bases.length - filled + runs;
  const records = format === 'fastq' ? fastqRecords : fastaRecords;
  return { residues, runs: () => runsOf(decoded), records: () => records(sections, residues) };
}

function* nothing(): Generator<never> {}

function* runsOf({ gaps, lengths, classes }: DecodedRuns): Generator<OutlineRun> {
  for (let i = 0; i < gaps.length; i++) {
    const residues = lengths.at(i);
    const isFilled = (classes.at(i) & 3) === RUN_FILLED;
    yield { gap: gaps.at(i), residues, bases: isFilled ? residues : 0 };
  }
}

function* fastaRecords(sections: Sections, residues: number): Generator<OutlineRecord> {
  const titleBytes = sections.bytes[SECTION_TITLES];
  const isHeadless = !titleBytes || (sections.flags & FLAG_HEADLESS) !== 0;
  const titles = new LineReader(titleBytes ?? new Uint8Array(0));
  const count = (isHeadless ? 1 : 0) + (titleBytes ? countLines(titleBytes) : 0);
  const layout = new LayoutReader(sections, residues);
  layout.checkRecords(count);
  for (let record = 0; record < count; record++) {
    layout.next();
    const length = layout.recordResidues;
    const hasTitle = record > 0 || !isHeadless;
    if (hasTitle) titles.next();
    yield {
      title: hasTitle ? lineOf(withNumbers(sections, titles, length)) : undefined,
      residues: length,
    };
  }
}

/** A record has as many residues as qualities. */
function* fastqRecords(sections: Sections): Generator<OutlineRecord> {
  const titles = titlesOf(sections);
  const qualityBytes = sections.bytes[SECTION_QUALITIES];
  if (!titles || !qualityBytes) return;
  const qualities = new LineReader(qualityBytes);
  while (titles.next() && qualities.next()) {
    const residues = qualities.end - qualities.start;
    yield { title: lineOf(withNumbers(sections, titles, residues)), residues };
  }
}
