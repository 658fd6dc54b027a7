/**
 * The models behind the compression levels. Changing one changes the format: give the archive a
 * new `MODEL_REVISION` then. Costs and sizes: docs/benchmarks.md.
 */
import type { ModelConfig } from '../experts.ts';
import { fastFor } from '../fast/fast-kind.ts';
import type { FrameConfig } from '../frames/frame-config.ts';
import type { NetworkConfig } from '../networks/network-config.ts';
import type { PoolConfig, SeedConfig } from '../repeats/repeat-config.ts';
import type { TranslationConfig } from '../translated/translated-config.ts';
import { WITHOUT_EXPERTS } from './without-experts.ts';

/** Revision of the levels and of the model's arithmetic. */
export const MODEL_REVISION = 1;

/** PatternHunter's seed of weight 11 (Ma, Tromp and Li 2002), read backwards. */
const SEED = { pattern: '110100110010101111', placeBits: 22 };
/** Another of weight 11, for places far back. */
const FAR_SEED = { pattern: '111010010100110111', placeBits: 24 };
/** Weight 9, for the latest ones: proposes twice as many copies as weight 10 (C. elegans III -0.1 %). */
const NEAR_SEED = { pattern: '110110010101011', placeBits: 20 };
/**
 * Weights 16 and 12, for sequences so long that words of 11 bases come back by chance everywhere.
 * With both, cacao chr6 and chr7, 27 M bases: -0.8 %; with chr8, 38 M: -1.0 %. A level of one seed has the second.
 */
const LONG_SEEDS = [
  { pattern: '1110100101001101110100110101', placeBits: 24 },
  { pattern: '111011010011010111', placeBits: 24 },
];
const MANY_BASES = 2 ** 24;

/**
 * Repeat pools of the levels; the two highest are choosier about copies, and give them up later: transcripts -0.5 %, HePy -0.06 %, but
 * RNA reads +0.9 %.
 */
const POOL = { pointers: 16, minAgreement: 20, maxMisses: 10 };
const PATIENT_POOL = { pointers: 16, minAgreement: 21, maxMisses: 12 };

const MEDIUM: NetworkConfig = {
  hidden: 32,
  views: [
    { stride: 1, k: 4, count: 12 },
    { stride: 2, k: 2, count: 32 },
    { stride: 3, k: 3, count: 32 },
  ],
  rowRate: 400,
  outputRate: 120,
  invertedEvery: 0,
  joint: false,
};

const WIDE: NetworkConfig = {
  hidden: 64,
  views: [
    { stride: 1, k: 5, count: 10 },
    { stride: 1, k: 3, count: 12 },
    { stride: 2, k: 2, count: 40 },
    { stride: 3, k: 3, count: 40 },
  ],
  rowRate: 330,
  outputRate: 120,
  invertedEvery: 0,
  joint: false,
};

/** Other views than `WIDE`: two networks are worth it only where they see different things. */
const SECOND: NetworkConfig = {
  hidden: 32,
  views: [
    { stride: 1, k: 6, count: 12 },
    { stride: 1, k: 3, count: 24 },
    { stride: 2, k: 3, count: 32 },
    { stride: 3, k: 2, count: 32 },
  ],
  rowRate: 330,
  outputRate: 120,
  invertedEvery: 0,
  joint: false,
};

/**
 * Learns what the others leave, above all in genomes of many repeats. With frames beside it, it alone is worth what a large network
 * that learns by itself is, at a third of its time.
 */
const JOINT: NetworkConfig = {
  hidden: 16,
  views: [
    { stride: 1, k: 3, count: 12 },
    { stride: 2, k: 2, count: 20 },
  ],
  rowRate: 400,
  outputRate: 164,
  invertedEvery: 0,
  joint: true,
};

/**
 * Two kinds of genes and of what is between them, not one: human chr22 and yeast -0.1 %, the others the same. Three orders in place of
 * 2 and 5: HePy -0.1 %, E. coli and yeast 0.0 %, at a tenth of the time of `-1`.
 */
const FRAMES: FrameConfig = { genes: 2, intergenic: 2, orders: [2, 5] };
const FINE_FRAMES: FrameConfig = { genes: 2, intergenic: 2, orders: [2, 4, 6] };

/** Output layers overshoot where there is little to learn from: 60 is best up to a quarter of a million bases. */
const SHORT_BASES = 2 ** 18;
const SHORT_OUTPUT_RATE = 60;

/** A level, for any number of bases. */
interface Level {
  readonly orders: readonly number[];
  readonly frames: FrameConfig;
  readonly pool: Omit<PoolConfig, 'seeds'>;
  readonly seeds: readonly SeedConfig[];
  readonly networks: readonly NetworkConfig[];
}

/** The first level with translated copies: at level 1 they would take a third of the time more. */
const FIRST_TRANSLATED = 2;
/** Alignments of translated copies: with 4 or 16 nothing changes by more than 0.03 %. */
const ALIGNMENTS = 8;
/** log2 of the places of translated copies, at most: a base gets about one, most frames being closed. */
const MOST_PLACE_BITS = 24;

const FEW_ORDERS = [1, 2, 11];
const ORDERS = [1, 2, 6, 9, 11];
const SEEDS = [FAR_SEED, NEAR_SEED];

/** Index 0 is level 1. */
const LEVELS: readonly Level[] = [
  level(FEW_ORDERS, FRAMES, [SEED], []),
  level(FEW_ORDERS, FRAMES, [SEED], [JOINT]),
  level(ORDERS, FRAMES, [SEED], [JOINT]),
  level(ORDERS, FINE_FRAMES, [SEED], [JOINT]),
  level(ORDERS, FINE_FRAMES, SEEDS, [JOINT]),
  level(ORDERS, FINE_FRAMES, SEEDS, [MEDIUM, JOINT]),
  level(ORDERS, FINE_FRAMES, SEEDS, [WIDE, JOINT]),
  level(ORDERS, FINE_FRAMES, SEEDS, [WIDE, JOINT], PATIENT_POOL),
  level(ORDERS, FINE_FRAMES, SEEDS, [WIDE, SECOND, JOINT], PATIENT_POOL),
];

function level(
  orders: readonly number[],
  frames: FrameConfig,
  seeds: readonly SeedConfig[],
  networks: readonly NetworkConfig[],
  pool = POOL,
): Level {
  return { orders, frames, pool, seeds, networks };
}

/**
 * Rates of the mixer. Translated copies bring a family of weights and two opinions, so that a base moves more weights: at the rate of models
 * without them, mutated tandem repeats were 1 to 2 % larger for having them, and viruses 0.1 % larger than at this one.
 */
const RATE = 33;
const TRANSLATED_RATE = 23;

/** The level of the fast model. */
export const FAST_LEVEL = 0;
/** The fastest level of those that have experts. */
export const MIN_LEVEL = 1;
/** The level of the smallest archives. */
export const MAX_LEVEL = LEVELS.length;
/** Level that is used when none is asked for. */
export const DEFAULT_LEVEL = 6;

/**
 * The model of a level. It learns from the strand that it codes alone: see `withBothStrands`.
 * @param level 0 (the fast model), 1 (fast) .. 9 (small)
 * @param baseCount bases to code; a short sequence needs smaller tables
 * @throws RangeError for any other level
 */
export function configForLevel(level: number, baseCount: number): ModelConfig {
  if (level === FAST_LEVEL) return { ...WITHOUT_EXPERTS, ...fastFor(baseCount) };
  const found = LEVELS[level - MIN_LEVEL];
  if (!found) throw new RangeError(`level must be in ${FAST_LEVEL}..${MAX_LEVEL}, got ${level}`);
  return {
    orders: found.orders,
    invertedRepeats: false,
    frames: found.frames,
    pool: { ...found.pool, seeds: seedsFor(found, baseCount) },
    networks: found.networks.map((network) => fitNetwork(network, baseCount)),
    translation: level >= FIRST_TRANSLATED ? translationFor(baseCount) : null,
    mixerRate: level >= FIRST_TRANSLATED ? TRANSLATED_RATE : RATE,
    secondaryEstimation: true,
    shortcutRun: 400,
    fast: null,
  };
}

function seedsFor({ seeds }: Level, baseCount: number): SeedConfig[] {
  const suited = baseCount > MANY_BASES ? LONG_SEEDS.slice(-seeds.length) : seeds;
  return suited.map((seed) => fitSeed(seed, baseCount));
}

/** Entries that are of use for so many bases: about two a base. */
function fitSeed({ pattern, placeBits }: SeedConfig, baseCount: number): SeedConfig {
  const useful = 33 - Math.clz32(baseCount);
  return { pattern, placeBits: Math.min(placeBits, Math.max(12, useful)) };
}

function translationFor(baseCount: number): TranslationConfig {
  const useful = 32 - Math.clz32(baseCount);
  return { alignments: ALIGNMENTS, placeBits: Math.min(MOST_PLACE_BITS, Math.max(12, useful)) };
}

function fitNetwork(network: NetworkConfig, baseCount: number): NetworkConfig {
  return baseCount < SHORT_BASES ? { ...network, outputRate: SHORT_OUTPUT_RATE } : network;
}
