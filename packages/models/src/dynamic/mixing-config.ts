/**
 * Configuration of how opinions become one prediction. Format: docs/format/model.md, "Configuration".
 */
import { between, need } from '../configuration/ranges.ts';
import type { Configured } from '../expert.ts';
import type { Part } from '../snapshot/part.ts';
import { segment } from '../snapshot/segment.ts';
import type { TranslationField } from '../translated/translated-config.ts';
import { ALIGNMENT_SETS } from '../translated/translated-experts.ts';
import type { WeightFamily } from '@pmklc/mixer';

/** Fields of mixing. */
export interface MixingConfig {
  /** Final learning rate of the mixer's weights, 1..170 / 65536. */
  readonly mixerRate: number;
  /** Whether the mixed prediction is refined by what such ones were worth (SSE). */
  readonly secondaryEstimation: boolean;
}

/** The mixer learns faster at first: `rate * (1 + boost * fade / (fade + bases))`, set every 1,024 bases. */
export const MIXER_SCHEDULE = { boost: 5, fade: 20_000 } as const;

/** Contexts of secondary estimation and of the first family of weights: the last four bases. */
export const BASES_CONTEXTS = 256;

/** Weight of every opinion at first, in the family by copies: 0.19, Q20. */
const FIRST_WEIGHT = 200_000;

/** The mixer's families of weight sets: by the last bases, by the copies, by how far these agree, by the frame model's likeliest state. */
const FAMILIES = [
  { sets: BASES_CONTEXTS, firstWeight: 0 },
  { sets: 6 * 6, firstWeight: FIRST_WEIGHT },
  { sets: 4 * 6 * 4, firstWeight: 0 },
  { sets: 28, firstWeight: 0 },
] as const;

/** Family by the best alignment of translated copies, in models that have them: with known proteins, E. coli -0.2 %, HePy -0.4 %. */
const ALIGNMENT_FAMILY = { sets: ALIGNMENT_SETS, firstWeight: 0 };

/** Families of the mixer of a model. */
export function familiesOf({ translation }: TranslationField): readonly WeightFamily[] {
  return translation ? [...FAMILIES, ALIGNMENT_FAMILY] : FAMILIES;
}

/** Weights that an expert's own confidence selects among. */
const OWN_SETS = 16;
/** A weight stays within this, Q20. */
const WEIGHT_LIMIT = 4 << 20;
const CELLS = BASES_CONTEXTS * 4 * 33;
/** Bit of a configuration's switches. */
const SECONDARY = 2;

/** Mixing as a piece of a configuration. */
export const mixing: Configured<MixingConfig> = {
  fields: { mixerRate: 'number', secondaryEstimation: 'boolean' },
  switches: SECONDARY,
  check: ({ mixerRate }) =>
    need(between(mixerRate, 1, 170), `mixerRate must be in 1..170, got ${mixerRate}`),
  switchesOf: ({ secondaryEstimation }) => (secondaryEstimation ? SECONDARY : 0),
  write: (writer, { mixerRate }) => writer.varint(mixerRate),
  read: (reader, switches) => ({
    mixerRate: reader.varint(),
    secondaryEstimation: (switches & SECONDARY) !== 0,
  }),
  settings: ({ mixerRate, secondaryEstimation }) => [
    mixerRate,
    MIXER_SCHEDULE.boost,
    MIXER_SCHEDULE.fade,
    secondaryEstimation ? 1 : 0,
  ],
};

/** The part of secondary estimation. Static knowledge leaves it out: it gained nothing (dengue viruses 0.1 % larger with it). */
export function secondaryPart({ secondaryEstimation }: MixingConfig): Part {
  const cells = segment(2, CELLS, [[0, 65535]]);
  return { name: 'secondaryEstimation', segments: secondaryEstimation ? [cells] : [] };
}

/** The part of the mixer, for so many opinions. */
export function mixerPart(config: TranslationField, opinions: number): Part {
  const sets = familiesOf(config).reduce((sum, family) => sum + family.sets, OWN_SETS);
  const weights = segment(4, opinions * sets, [[-WEIGHT_LIMIT, WEIGHT_LIMIT]], { share: 1 });
  return { name: 'mixer', segments: [weights] };
}
