/**
 * What callers can choose, with ranges and defaults.
 */
import type { ByteSource } from '@pmklc/container';
import type { ModelConfig } from '@pmklc/models';
import type { Predictor } from '@pmklc/core';
import { checkConfig, MAX_LEVEL, MIN_LEVEL } from '@pmklc/models';
import { KnowledgePack, type Trial } from '@pmklc/knowledge';
import type { SequenceFormat } from '@pmklc/sequence';
import { checkKinds } from './check-kinds.ts';
import type { SmpTopology } from './passing/passing-plan.ts';
import type { PartitionRunner } from './partition/partition-runner.ts';
import type { Slots } from './flow/semaphore.ts';
import type { StrandCount } from './partition/strand-choice.ts';
import type { TrainingReport, TrainPrivate } from './private-network/private-training.ts';

/** Bytes to read: all at once, or in chunks of any size, such as a stream. */
export type { ByteSource };

/** How far the work is. Within a partition the numbers of bytes are estimates. */
export interface ProgressReport {
  /** Bases coded. */
  readonly bases: number;
  /** Those in partitions that are done. When packing, `archiveBytes` is about these only. */
  readonly finishedBases: number;
  /** Bytes of the original data dealt with. */
  readonly originalBytes: number;
  /** Bytes of the archive written or read. */
  readonly archiveBytes: number;
}

/**
 * What codes with PMKLC's own models: WebAssembly, or the plain TypeScript that defines the result.
 * They make the same archives, and unpack each other's.
 */
export type EngineName = 'wasm' | 'reference';

/** A model that is not part of PMKLC: plain TypeScript that predicts one base after the other. */
export interface PredictorPlugin {
  /** Names it in the archive, 1..256 bytes of UTF-8. */
  readonly id: string;
  /** Hash of its parameters, 1..64 bytes in hexadecimal. Decoding needs the same id and hash. */
  readonly hash: string;
  /** A predictor in its initial state; called once per partition and direction. */
  create(): Predictor;
}

/** What `compress` and `decompress` have in common. */
export interface CodingOptions {
  /** One more expert, whose predictions are mixed with those of the level's model. */
  readonly predictor?: PredictorPlugin;
  /** Default `wasm`; `reference` is much slower. */
  readonly engine?: EngineName;
  /** Knowledge packs besides the public one: `.pmk` files. Unpacking needs those that packing used. */
  readonly knowledge?: readonly Uint8Array[];
  /** Stops the work; its reason is thrown. */
  readonly signal?: AbortSignal;
  /** Called now and then; what it throws stops the work. */
  readonly onProgress?: (report: ProgressReport) => void;
  /** Where partitions are coded. Default: here, one after the other. */
  readonly runner?: PartitionRunner;
  /**
   * Limits the partitions that calls which share it have in work or in memory, all together. Such
   * calls must not feed each other: one that waits for input may hold the last slot. Default: as many
   * for each call as the runner's `concurrency`.
   */
  readonly slots?: Slots;
}

/**
 * - `auto`: public knowledge where a sample shows that it saves more than it costs.
 * - `none`: none.
 * - `spum`: all of it, wherever memory allows, without asking (static public model).
 * - `sprm`: a network trained on the input, stored in the archive (static private model). Takes TensorFlow.js.
 * - `size`: `spum` for inputs of up to 500,000,000 bytes, else `sprm`, as published.
 */
export type SelectMode = (typeof SELECT_MODES)[number];
/** All of them. */
export const SELECT_MODES = ['auto', 'none', 'spum', 'sprm', 'size'] as const;

export interface CompressOptions extends CodingOptions {
  /** 1 (fast) .. 9 (small), default 6. */
  readonly level?: number;
  /**
   * For research: the model, instead of the level's own. It is recorded in the archive, which unpacks
   * without knowing it. `configForLevel` of `@pmklc/core` is a start.
   */
  readonly model?: ModelConfig;
  /** Whether `predictor` predicts alone, without PMKLC's model. Default false. */
  readonly predictorAlone?: boolean;
  /** Whether to use static knowledge. Default `auto`. */
  readonly select?: SelectMode;
  /** Seconds of training a partition for `sprm`, above 0; default 60. */
  readonly sprmBudgetSeconds?: number;
  /** What trains for `sprm`. Default: `@pmklc/training`, with a TensorFlow.js that is installed. */
  readonly trainPrivate?: TrainPrivate;
  /** Called once with the level that codes, which is below `level` where memory is not enough for it. */
  readonly onLevel?: (level: number) => void;
  /** Called for each partition that a network was trained on. */
  readonly onTrained?: (partition: number, report: TrainingReport) => void;
  /** Called for each partition with what `auto` tried, and what that saved of a sample. */
  readonly onTrials?: (partition: number, trials: readonly Trial[]) => void;
  /** Called for each partition with how many words came before on the opposite strand, and what comes of it. */
  readonly onStrandCount?: (partition: number, count: StrandCount) => void;
  /**
   * Memory for one partition and its model in bytes. Where it is not enough, partitions become smaller
   * (unless `partitionBases` is given), then the level lower (unless `model` is given). What was packed
   * with a limit can be unpacked with the same. Default 2 GiB.
   */
  readonly memoryLimitBytes?: number;
  /** How to read the input. Default: detected. */
  readonly format?: SequenceFormat;
  /**
   * Most bases in a partition, 2^16..2^31; default 2^26, more than most chromosomes have. Memory
   * grows with it, and every partition starts to learn anew. Partitions end at multiples of 64 KiB.
   */
  readonly partitionBases?: number;
  /**
   * Cuts the input into so many partitions of as many bytes, 1..65536; fewer where they would have less than
   * `leastPartitionBytes` (`sensiblePartitions` tells), more where memory asks for smaller ones. Not with `partitionBases`.
   */
  readonly partitions?: number;
  /**
   * Fewest bytes in one of the `partitions`, 1..2^53-1; default 2^20: smaller ones cost bytes, and as much time as they
   * save.
   */
  readonly leastPartitionBytes?: number;
  /** Bytes of the input, which `partitions` needs to know of a stream. */
  readonly inputBytes?: number;
  /** How partitions pass on what they learned, see `SmpTopology`. Default `chain`. */
  readonly smp?: SmpTopology;
  /**
   * How many of the `partitions` can be unpacked at the same time, >= 1: a partition copies from those
   * so far before it, which is worth more than anything else that is passed on. Default half of
   * them, but 2 at least; with as many as there are, none copies. Needs an input of at most 64 MiB, and as much memory
   * as a single partition would.
   */
  readonly smpWidth?: number;
  /** Share of its bases after which a partition passes on what it learned, above 0 to 1; default 0.05. */
  readonly smpFraction?: number;
}

export interface DecompressOptions extends CodingOptions {
  /**
   * Memory that one partition may need in bytes; an archive that needs more is refused with
   * `memory-limit`. Default 2 GiB.
   */
  readonly memoryLimitBytes?: number;
}

/** `memoryLimitBytes` unless given, in both directions. */
export const DEFAULT_MEMORY_LIMIT_BYTES = 2 * 2 ** 30;

const MIN_PARTITION_BASES = 2 ** 16;
const MAX_PARTITION_BASES = 2 ** 31;
const MAX_PARTITIONS = 2 ** 16;

/**
 * Checks the options that have ranges.
 * @throws RangeError when one is out of its range; TypeError when one is of the wrong kind, or they do not go together
 */
export function checkOptions(options: CompressOptions & DecompressOptions): void {
  checkKinds(options);
  checkInteger('level', options.level, MIN_LEVEL, MAX_LEVEL);
  checkInteger('memoryLimitBytes', options.memoryLimitBytes, 1, Number.MAX_SAFE_INTEGER);
  checkInteger('partitionBases', options.partitionBases, MIN_PARTITION_BASES, MAX_PARTITION_BASES);
  checkInteger('partitions', options.partitions, 1, MAX_PARTITIONS);
  checkInteger('leastPartitionBytes', options.leastPartitionBytes, 1, Number.MAX_SAFE_INTEGER);
  checkInteger('inputBytes', options.inputBytes, 0, Number.MAX_SAFE_INTEGER);
  if (options.partitions !== undefined && options.partitionBases !== undefined) {
    throw new TypeError('partitions and partitionBases exclude each other');
  }
  checkInteger('smpWidth', options.smpWidth, 1, MAX_PARTITIONS);
  const { smp, smpFraction } = options;
  if (!['chain', 'star', 'off', undefined].includes(smp)) {
    throw new RangeError(`smp must be "chain", "star" or "off", got "${smp}"`);
  }
  if (smpFraction !== undefined && !(smpFraction > 0 && smpFraction <= 1)) {
    throw new RangeError(`smpFraction must be above 0 and at most 1, got ${smpFraction}`);
  }
  checkSelect(options);
  for (const file of options.knowledge ?? []) KnowledgePack.read(file);
  if (options.model !== undefined) checkConfig(options.model);
  if (options.predictor !== undefined) pluginHash(options.predictor);
  if (!['wasm', 'reference', undefined].includes(options.engine)) {
    throw new RangeError(`engine must be "wasm" or "reference", got "${options.engine}"`);
  }
  if (options.predictorAlone && (options.predictor === undefined || options.model !== undefined)) {
    throw new TypeError('predictorAlone needs a predictor, and takes no model');
  }
}

function checkSelect({ select = 'auto', sprmBudgetSeconds = 1, predictor }: CompressOptions): void {
  if (!SELECT_MODES.includes(select)) {
    throw new RangeError(`select must be one of ${SELECT_MODES.join(', ')}, got "${select}"`);
  }
  if (!(sprmBudgetSeconds > 0)) {
    throw new RangeError(`sprmBudgetSeconds must be above 0, got ${sprmBudgetSeconds}`);
  }
  if (predictor !== undefined && (select === 'sprm' || select === 'size')) {
    throw new TypeError('a private network and a predictor exclude each other');
  }
}

/**
 * The plug-in's hash as bytes.
 * @throws RangeError when it is not 1..64 bytes in hexadecimal, or the id is empty or too long
 */
export function pluginHash({ id, hash }: PredictorPlugin): Uint8Array {
  const idBytes = Buffer.byteLength(id);
  if (idBytes < 1 || idBytes > 256) {
    throw new RangeError(`a predictor's id must have 1..256 bytes, got ${idBytes}`);
  }
  if (!/^([0-9a-f]{2}){1,64}$/i.test(hash)) {
    throw new RangeError(`a predictor's hash must be 1..64 bytes in hexadecimal, got "${hash}"`);
  }
  return new Uint8Array(Buffer.from(hash, 'hex'));
}

function checkInteger(name: string, value: number | undefined, min: number, max: number): void {
  if (value === undefined || (Number.isSafeInteger(value) && value >= min && value <= max)) return;
  throw new RangeError(`${name} must be an integer in ${min}..${max}, got ${value}`);
}
