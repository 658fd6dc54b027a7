/**
 * The models of reads at each level: what their level's model has for genomes, and reads do not need, is left out.
 *
 * Reads overlap: contexts of 9 and 11 bases know what comes before a copy of 14 bases is found. Networks, frames and
 * translated copies gain them little. Sizes and times: docs/adr/0018-models-of-reads.md.
 */
import type { ModelConfig } from '../experts.ts';
import { configForLevel, MIN_LEVEL } from './levels.ts';

/** Change of a level's model. */
type Change = (own: ModelConfig) => Partial<ModelConfig>;

/** Copies in the pool: of reads that overlap, a few say what all say. */
const FEWEST_POINTERS = 4;
const FEW_POINTERS = 8;

/** Nothing but contexts and copies. */
function bare(orders: readonly number[], pointers: number): Change {
  return ({ pool }) => ({
    orders,
    pool: pool && { ...pool, pointers },
    frames: null,
    networks: [],
  });
}

/** Only the network that learns what the others leave. */
const onlyJoint: Change = ({ networks }) => ({ networks: networks.filter(({ joint }) => joint) });

const withJoint: Change = (own) => ({ ...bare(own.orders, FEW_POINTERS)(own), ...onlyJoint(own) });

/** Index 0 is level 1. Frames make a metagenome 0.2 % smaller: level 6 has them, and those above all that their levels have. */
const READS: readonly Change[] = [
  (own) => ({ ...bare([2, 9, 11], FEWEST_POINTERS)(own), secondaryEstimation: false }),
  bare([2, 6, 9, 11], FEWEST_POINTERS),
  bare([1, 2, 6, 9, 11], FEW_POINTERS),
  withJoint,
  withJoint,
  onlyJoint,
];

/** The last level with one network besides the joint one, which gains long reads nothing. */
const LAST_OF_ONE_NETWORK = READS.length;

/**
 * The model of reads of known lengths at a level.
 * @param level 0 (the fast model), 1 (fast) .. 9 (small)
 * @param baseCount bases to code; a short sequence needs smaller tables
 * @throws RangeError for any other level
 */
export function configForReads(level: number, baseCount: number): ModelConfig {
  const own = configForLevel(level, baseCount);
  if (level < MIN_LEVEL) return own;
  return { ...own, translation: null, ...READS[level - MIN_LEVEL]?.(own) };
}

/**
 * The model of reads of which it is not known where one ends and the next begins: long ones, and those that were trimmed.
 * @param level 0 (the fast model), 1 (fast) .. 9 (small)
 * @param baseCount bases to code; a short sequence needs smaller tables
 * @throws RangeError for any other level
 */
export function configForLongReads(level: number, baseCount: number): ModelConfig {
  const own = configForLevel(level, baseCount);
  return level === LAST_OF_ONE_NETWORK ? { ...own, ...onlyJoint(own) } : own;
}
