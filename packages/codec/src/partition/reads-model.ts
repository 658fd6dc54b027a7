/**
 * Models that suit the records of a block, best first: those of reads, or the level's own.
 *
 * A header holds a configuration that is not the level's own: readers know nothing of this.
 */
import { DEFAULT_MEMORY_LIMIT_BYTES, type ModelInfo } from '@pmklc/container';
import { equalBytes } from '@pmklc/core';
import {
  configForLevel,
  configForLongReads,
  configForReads,
  decodeConfig,
  encodeConfig,
  partSizes,
  type ModelConfig,
  type Snapshot,
} from '@pmklc/models';
import type { SequenceBlock } from '@pmklc/sequence';
import { neededBytes } from './model-plan.ts';
import type { StrandCount } from './strand-choice.ts';

/** Records that the bases are, as far as models differ by it. */
export type Records = 'reads' | 'long reads' | 'others';

/** Fewer bases are coded fast with any model, and a configuration in the header takes 50 bytes. */
const LEAST_BASES = 2 ** 17;

const MODELS = { reads: configForReads, 'long reads': configForLongReads, others: configForLevel };

/** Reads of which fewer words came before do not overlap: of a metagenome 1 in 9 did, of a genome sequenced once over 1 in 3 do. */
const LEAST_AGAIN = 1 / 4;
/** From this level on, reads that do not overlap have the level's own model. */
const FIRST_WITH_CARE = 6;

/**
 * Records of a block that is coded at a level.
 * @param readLengths lengths of the reads that they are, if known
 * @param words count of its words, if there are any
 * @param memoryLimitBytes memory that a reader may need: planned for the level's own model, which may need less than that of reads
 */
export function recordsOf(
  { format, bases }: Pick<SequenceBlock, 'format' | 'bases'>,
  level: number,
  readLengths: readonly number[] | undefined,
  words: StrandCount | undefined,
  memoryLimitBytes = DEFAULT_MEMORY_LIMIT_BYTES,
): Records {
  const { length } = bases;
  if (length < LEAST_BASES || words === undefined) return 'others';
  if (neededBytes(level, length, { model: configForReads(level, length) }) > memoryLimitBytes)
    return 'others';
  if (readLengths === undefined) return format === 'fastq' ? 'long reads' : 'others';
  const overlap = words.again >= LEAST_AGAIN * words.words;
  return overlap || level < FIRST_WITH_CARE ? 'reads' : 'others';
}

/**
 * The model of a level that suits the records best, of those that a partition may start with.
 * @param baseCount bases to code, and those that are known before
 * @param snapshot state of an earlier partition that it starts from, which fits the model of that one's records
 * @param hasExternal whether an expert that is not PMKLC's is among the experts
 */
export function modelFor(
  records: Records,
  level: number,
  baseCount: number,
  snapshot?: Snapshot,
  hasExternal = false,
): ModelConfig {
  const best = MODELS[records](level, baseCount);
  if (snapshot === undefined) return best;
  const all = [best, ...Object.values(MODELS).map((make) => make(level, baseCount))];
  return all.find((model) => fits(snapshot, model, hasExternal)) ?? best;
}

function fits({ parts }: Snapshot, model: ModelConfig, hasExternal: boolean): boolean {
  const sizes = partSizes(model, hasExternal);
  return (
    parts.length === sizes.length &&
    parts.every(({ length }, i) => length === 0 || length === sizes[i])
  );
}

/** Whether the configuration in a header is the fast model's. */
export function isFast({ config }: Pick<ModelInfo, 'config'>): boolean {
  return config.length > 0 && decodeConfig(config).fast !== null;
}

/** Whether the configuration in a header is one of reads, not one of the user's own. */
export function isForReads({ level, config }: Pick<ModelInfo, 'level' | 'config'>): boolean {
  if (config.length === 0) return false;
  const { pool, invertedRepeats, networks, translation } = decodeConfig(config);
  // What depends on the number of bases, or on their strands, says nothing.
  return [configForReads, configForLongReads].some((make) => {
    const model = make(level, LEAST_BASES);
    const alike = {
      ...model,
      invertedRepeats,
      pool: pool && model.pool && { ...model.pool, seeds: pool.seeds },
      translation: model.translation && translation,
      networks: model.networks.map((network, i) => ({
        ...network,
        outputRate: networks[i]?.outputRate ?? network.outputRate,
      })),
    };
    return equalBytes(encodeConfig(alike), config);
  });
}
