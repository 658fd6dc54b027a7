/**
 * The configuration of the dynamic model as a whole. The decoder needs exactly what the encoder had, so all of
 * it is in the archive: as a level, or written out. Format: docs/format/model.md, "Configuration".
 */
import { checkObject } from '@pmklc/core';
import { mixing } from '../dynamic/mixing-config.ts';
import { EXPERT_KINDS, type ModelConfig } from '../experts.ts';
import { fast, fastMemoryBytes } from '../fast/fast-kind.ts';
import { proteinMemoryBytes } from '../translated/protein-index.ts';
import { LANE_BYTES } from './lanes.ts';
import { need } from './ranges.ts';

/** Bases between two settings of the learning rates. */
export const SCHEDULE_PERIOD = 1024;

/** A base is a byte of history; the payload is at most 2 more. */
const BYTES_A_BASE = 3;
/** Memory of all that does not depend on the configuration; one lane is in it. */
const OTHER_BYTES = 2 << 20;

/**
 * Configuration of the same model, but its contexts learn from the opposite strand, too, as reads of either strand ask for. Networks do
 * not: it would save 0.0 %, for a fourth more time. The fast model always does.
 */
export function withBothStrands(config: ModelConfig): ModelConfig {
  return config.fast === null ? { ...config, invertedRepeats: true } : config;
}

/** @throws RangeError when a field is out of the range that its comment gives, or no expert is in the model; TypeError for no configuration */
export function checkConfig(config: ModelConfig): void {
  checkObject('a model configuration', config);
  for (const kind of EXPERT_KINDS) kind.check(config);
  mixing.check(config);
  fast.check(config);
  if (config.fast === null) need(expertCount(config) > 0, 'a model needs an expert');
  else need(!hasExperts(config), 'the fast model is alone');
}

/** Whether there is anything beside the fast model. */
function hasExperts(config: ModelConfig): boolean {
  return expertCount(config) + config.networks.length > 0 || config.secondaryEstimation;
}

/** Opinions that the mixer weighs, of all kinds. */
export function expertCount(config: ModelConfig): number {
  return EXPERT_KINDS.reduce((sum, kind) => sum + kind.opinionCount(config), 0);
}

/**
 * Bytes that coding `baseCount` bases in so many lanes with this model takes, on either side, at most, when it knows proteins of so
 * many residues. What a decoder checks before it allocates.
 */
export function memoryBytes(
  config: ModelConfig,
  baseCount: number,
  residues = 0,
  lanes = 1,
): number {
  const experts = EXPERT_KINDS.reduce((sum, kind) => sum + kind.memoryBytes(config), 0);
  const proteins = config.translation ? proteinMemoryBytes(residues) : 0;
  const own = experts + fastMemoryBytes(config);
  return own + proteins + BYTES_A_BASE * baseCount + OTHER_BYTES + LANE_BYTES * (lanes - 1);
}

/**
 * Settings that an engine needs to make the same model: integers of 32 bits, kind by kind in the order of the registry, then those of
 * mixing.
 */
export function engineSettings(config: ModelConfig): number[] {
  if (config.fast !== null) return [...fast.settings(config)];
  return [...EXPERT_KINDS.flatMap((kind) => kind.settings(config)), ...mixing.settings(config)];
}
