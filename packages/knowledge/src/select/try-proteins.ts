/**
 * Whether known proteins pay: a sample of the sequence is coded with and without them, if it looks like genes at all.
 */
import { configForLevel, type BaseCoder, type ModelConfig } from '@pmklc/models';
import type { KnowledgePack } from '../pack/knowledge-pack.ts';
import { openShare } from './open-share.ts';
import { repeatedShare } from './repeated-share.ts';
import type { Trial } from './trial.ts';

/** Bases of a sequence below which what proteins could save is not worth reading them. */
const LEAST_BASES = 2 ** 16;
/** The sample, from the middle. */
const SAMPLE_BASES = 2 ** 16;
/**
 * How much more of the sample must be in long open frames than of the same bases read backwards, which are like them in all but genes:
 * genomes of bacteria and archaea 0.18 and more, yeast 0.6, cacao, nematode and human at most 0.16.
 */
const LEAST_OPEN = 0.12;
/** Share of the sample's words that may repeat: above, it is a collection: dengue viruses 0.59, SARS-CoV-2 0.54, HIV 0.46, genomes below 0.03. */
const MOST_REPEATED = 0.3;
/** Share of the sample's bytes that proteins must save. */
const LEAST_SAVED = 0.005;

/** Model of the trial: translated copies beside as little as shows what they are worth. */
function probe(level: number): ModelConfig {
  const { frames, mixerRate } = configForLevel(1, SAMPLE_BASES);
  const { translation } = configForLevel(level, SAMPLE_BASES);
  return {
    orders: [2, 8],
    invertedRepeats: false,
    frames,
    pool: null,
    networks: [],
    mixerRate,
    secondaryEstimation: false,
    shortcutRun: 0,
    translation,
    fast: null,
  };
}

/** Looks without reading the proteins, in some milliseconds: who has no use for them does not wait for them. */
function looksLikeGenes(sample: Uint8Array): boolean {
  if (repeatedShare(sample) > MOST_REPEATED) return false;
  return openShare(sample) - openShare(sample.slice().reverse()) >= LEAST_OPEN;
}

/** Undefined where there is nothing to try: no proteins, no translated copies at this level, or no genes. */
export function tryProteins(
  pack: KnowledgePack,
  bases: Uint8Array,
  level: number,
  engine: BaseCoder<ModelConfig>,
): Trial | undefined {
  const config = probe(level);
  if (pack.contents.proteins.residueCount === 0 || config.translation === null) return undefined;
  if (bases.length < LEAST_BASES) return undefined;
  const start = (bases.length - SAMPLE_BASES) >> 1;
  const sample = bases.subarray(start, start + SAMPLE_BASES);
  if (!looksLikeGenes(sample)) return undefined;
  const bytesWithout = engine.encode(config, sample).length;
  const bytesWith = engine.encode(config, sample, { proteins: pack.proteins() }).length;
  const isChosen = bytesWith < (1 - LEAST_SAVED) * bytesWithout;
  return { pack: pack.hexId, what: 'proteins', bytesWithout, bytesWith, isChosen };
}
