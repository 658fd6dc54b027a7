/**
 * Which model codes the bases, how large partitions may be for it, and how a header says so.
 *
 * A header holds the level; a configuration only where it is not the level's own.
 */
import type { ModelInfo, PartitionInfo } from '@pmklc/container';
import { BASE_MEMORY_BYTES, BYTES_A_BASE } from '@pmklc/container';
import type { ModelConfig } from '@pmklc/models';
import {
  configForLevel,
  decodeConfig,
  encodeConfig,
  memoryBytes,
  MIN_LEVEL,
  MODEL_REVISION,
  takesLanes,
  withBothStrands,
} from '@pmklc/models';
import { equalBytes, mostLanes, PmklcError } from '@pmklc/core';
import { lanesOf } from './lane-choice.ts';

/** Bases in a partition unless asked otherwise, and the fewest that memory can make of them. */
export const DEFAULT_PARTITION_BASES = 2 ** 26;
const FEWEST_PARTITION_BASES = 2 ** 22;

const MIB = 2 ** 20;
/** More than the side streams of 64 KiB of any input take. */
const LEAST_ROOM_BYTES = MIB;

/** Plan that holds for all partitions of an archive. */
export interface ModelPlan {
  /** 0..9 */
  readonly level: number;
  /** Most bases in a partition. */
  readonly partitionBases: number;
}

/**
 * Makes do with the memory: partitions become smaller, down to 4 Mi bases, then the level lower. With a model of the caller's, levels
 * are not tried.
 *
 * @param partitionBases when given, it stays as it is
 * @throws RangeError when not even level 1, or the model, fits
 */
export function planModel(
  level: number,
  memoryLimitBytes: number,
  partitionBases?: number,
  choice: ModelChoice = {},
): ModelPlan {
  const { model } = choice;
  const lowest = model === undefined ? Math.min(level, MIN_LEVEL) : level;
  const fewest = partitionBases ?? FEWEST_PARTITION_BASES;
  const needed = (tried: number, bases: number) => neededBytes(tried, bases, choice);
  for (let tried = level; tried >= lowest; tried--) {
    let bases = partitionBases ?? DEFAULT_PARTITION_BASES;
    while (needed(tried, bases) > memoryLimitBytes && bases > fewest) bases /= 2;
    if (needed(tried, bases) <= memoryLimitBytes) return { level: tried, partitionBases: bases };
  }
  const what = model === undefined ? `level ${lowest}` : 'the model';
  const mib = Math.ceil(needed(lowest, fewest) / MIB);
  throw new RangeError(`not enough memory: ${what} needs ${mib} MiB`);
}

/** Memory in bytes that is planned for a partition of so many bases, side streams included. */
export function neededBytes(level: number, bases: number, choice: ModelChoice = {}): number {
  return unpackingBytes(level, bases, choice) + roomForStreams(bases);
}

/** Bytes that side streams usually take at most, packed and unpacked. */
function roomForStreams(bases: number): number {
  return Math.max(LEAST_ROOM_BYTES, bases / 8);
}

/**
 * Memory in bytes that a reader plans for a partition, besides its side streams: its model, as the header rounds
 * it, and its bases, text and all.
 */
export function unpackingBytes(
  level: number,
  baseCount: number,
  { model, prefixBases = 0, residues = 0, lanes: asked }: ModelChoice = {},
): number {
  if (baseCount === 0) return 0;
  const known = baseCount + prefixBases;
  const lanes = lanesOf(baseCount, asked, model);
  const exact = memoryBytes(model ?? configForLevel(level, known), known, residues, lanes);
  return Math.max(BASE_MEMORY_BYTES, MIB * Math.ceil(exact / MIB)) + BYTES_A_BASE * baseCount;
}

/** Choices that a level leaves open about its model. */
export interface ModelChoice {
  /** Used instead of the level's, as it is. */
  readonly model?: ModelConfig | undefined;
  /** Model of the level for other records than genomes. Default: the level's own. */
  readonly suited?: ModelConfig | undefined;
  /** Whether the contexts of the level's learn from both strands. */
  readonly bothStrands?: boolean;
  /** Bases that it knows before the first. */
  readonly prefixBases?: number | undefined;
  /** Residues of proteins that it knows. */
  readonly residues?: number | undefined;
  /** Lanes that were asked for, see `lanesOf`. */
  readonly lanes?: number | undefined;
}

/** Configuration of a model, and what a header says about it: the level, one strand or both, and all of `model` if it is neither; lanes. */
export function describeModel(
  level: number,
  baseCount: number,
  choice: ModelChoice = {},
): { config: ModelConfig; info: PartitionInfo['model'] & { readonly lanes: number } } {
  const {
    model,
    suited,
    bothStrands = false,
    prefixBases = 0,
    residues = 0,
    lanes: asked,
  } = choice;
  const known = baseCount + prefixBases;
  // The fast model has no number in a header, where 0 says that there is no model: it is one of level 1 that is not the level's own.
  const named = Math.max(level, MIN_LEVEL);
  const single = configForLevel(named, known);
  const both = withBothStrands(single);
  const own = suited ?? configForLevel(level, known);
  const config = model ?? (bothStrands ? withBothStrands(own) : own);
  const lanes = lanesOf(baseCount, asked, model);
  const info = {
    level: named,
    lanes,
    revision: MODEL_REVISION,
    memoryBytes: memoryBytes(config, known, residues, lanes),
    ...differenceFrom(single, both, encodeConfig(config)),
  };
  return { config, info };
}

function differenceFrom(
  single: ModelConfig,
  both: ModelConfig,
  config: Uint8Array,
): Pick<PartitionInfo['model'], 'config' | 'bothStrands'> {
  const is = (other: ModelConfig) => equalBytes(config, encodeConfig(other));
  if (is(single)) return {};
  return is(both) ? { bothStrands: true } : { config };
}

/**
 * The configuration that a header names.
 * @throws PmklcError `corrupt`; `unsupported-version` or `unsupported-feature` when this version lacks it
 */
export function readModel(
  model: ModelInfo,
  baseCount: number,
  prefixBases = 0,
  residues = 0,
): ModelConfig {
  if (model.revision !== MODEL_REVISION) {
    const version = `model revision ${model.revision}, this version of pmklc has ${MODEL_REVISION}`;
    throw new PmklcError('unsupported-version', `the bases were coded with ${version}`);
  }
  const known = baseCount + prefixBases;
  const config = configOf(model, known);
  const { lanes } = model;
  if (lanes > 1 && (lanes > mostLanes(baseCount) || !takesLanes(config))) {
    throw new PmklcError('corrupt', `a model of one lane, or of fewer bases, has ${lanes} lanes`);
  }
  // The limit was checked against the header's number: the model must not need more than that.
  if (memoryBytes(config, known, residues, lanes) > model.memoryBytes) {
    throw new PmklcError('corrupt', 'a model needs more memory than its header says');
  }
  return config;
}

function configOf({ level, config, bothStrands }: ModelInfo, known: number): ModelConfig {
  if (config.length > 0) return decodeConfig(config);
  const single = configForLevel(level, known);
  return bothStrands ? withBothStrands(single) : single;
}
