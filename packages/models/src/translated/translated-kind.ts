/**
 * Translated copies as a kind of experts: what configuration, snapshots and engine know of them.
 */
import { absentState, ABSENT_LANE } from '../absent-experts.ts';
import { between, need } from '../configuration/ranges.ts';
import type { ExpertKind, ExpertLane, ExpertState } from '../expert.ts';
import { segment, type Segment } from '../snapshot/segment.ts';
import {
  ALIGNMENT_CLASSES,
  IDENTITIES,
  LESSON_LIMIT,
  ROWS,
  USAGE_LESSON_LIMIT,
} from './codon-substitution.ts';
import { CODONS, SYMBOLS } from './genetic-code.ts';
import type { TranslationField } from './translated-config.ts';
import { OPINIONS, TranslatedExperts } from './translated-experts.ts';
import { TranslatedState } from './translated-state.ts';

/** Chances, Q16: of identity and of others, of copies and of usage. */
const CHANCES = IDENTITIES + ROWS * SYMBOLS + ALIGNMENT_CLASSES + CODONS;
/** Lessons of usage that static knowledge keeps: genomes differ in it more than in what replaces what. */
const MOST_KEPT_USAGE = 128;

/** Segments as `CodonSubstitution` has them. */
const SEGMENTS: readonly Segment[] = [
  segment(2, CHANCES, [[0, 65535]], { share: 1 }),
  segment(2, IDENTITIES + ROWS + ALIGNMENT_CLASSES, [[0, LESSON_LIMIT]], { share: 1 }),
  segment(2, SYMBOLS, [[0, USAGE_LESSON_LIMIT]], { share: 1, most: MOST_KEPT_USAGE }),
];

/** Copies of proteins. */
export const translation: ExpertKind<
  TranslationField,
  TranslatedState | ExpertState,
  TranslatedExperts | ExpertLane
> = {
  name: 'translated',
  label: 'translated copies',
  description: 'proteins like those of earlier sequence, or known ones',
  fields: { translation: { orNull: { alignments: 'number', placeBits: 'number' } } },
  check({ translation }) {
    if (translation === null) return;
    const { alignments, placeBits } = translation;
    need(between(alignments, 1, 16), `alignments must be in 1..16, got ${alignments}`);
    need(between(placeBits, 8, 26), `placeBits must be in 8..26, got ${placeBits}`);
  },
  write(writer, { translation }) {
    writer.varint(translation?.alignments ?? 0);
    if (translation) writer.varint(translation.placeBits);
  },
  read(reader) {
    const alignments = reader.varint();
    if (alignments === 0) return { translation: null };
    return { translation: { alignments, placeBits: reader.varint() } };
  },
  opinionCount: ({ translation }) => (translation ? OPINIONS : 0),
  parts: ({ translation }) => [
    { name: 'translated', segments: translation ? SEGMENTS : [], isAlikeAtLevels: true },
  ],
  memoryBytes: ({ translation }) => (translation ? 4 * 2 ** translation.placeBits : 0),
  settings: ({ translation }) =>
    translation ? [translation.alignments, translation.placeBits] : [0],
  createState: ({ translation }, surroundings) =>
    translation ? new TranslatedState(translation, surroundings) : absentState(1),
  createLane: (state, surroundings) =>
    state instanceof TranslatedState ? new TranslatedExperts(state, surroundings) : ABSENT_LANE,
};
