/**
 * Options of callers, with ranges and defaults. README.md has a table of it, made by `scripts/options-table.mjs`.
 */
import type { ByteSource, MateNames } from '@pmklc/container';
import type { Trial } from '@pmklc/knowledge';
import type { ModelConfig } from '@pmklc/models';
import type { SequenceFormat } from '@pmklc/sequence';
import type { ProgressReport } from './flow/progress-meter.ts';
import type { Semaphore } from './flow/semaphore.ts';
import type { PartitionRunner, SelectMode } from './partition/job.ts';
import type { Engine, EngineName } from './partition/model-coder.ts';
import type { StrandCount } from './partition/strand-choice.ts';
import type { PassingTopology } from './passing/passing-plan.ts';
import type { PredictorPlugin } from './plugin.ts';
import type { TrainingReport, TrainPrivate } from './private-network/private-training.ts';

/** Bytes to read: all at once, or in chunks of any size, such as a stream. */
export type { ByteSource, MateNames };

/** Options that `compress` and `decompress` have in common. */
export interface CodingOptions {
  /**
   * Most memory for one partition and its model in bytes, 1..2^53-1; default 2^31. When packing, partitions become
   * smaller where it is not enough (unless `partitions.bases` is given), then the level lower (unless `model` is).
   * What was packed with a limit can be unpacked with the same; an archive that needs more is refused with `memory-limit`.
   */
  readonly memoryLimitBytes?: number;
  /**
   * A predictor of your own, whose predictions are mixed with those of the level's model; default none. Unpacking
   * needs the one that packing used.
   */
  readonly predictor?: PredictorPlugin;
  /** Packs of static knowledge beside the public one. */
  readonly knowledge?: PackOptions;
  /**
   * Implementation of PMKLC's own models: `wasm`, `reference`, which is the much slower definition of the result, or
   * an `Engine` of your own; default `wasm`. All make the same archives.
   */
  readonly engine?: EngineName | Engine;
  /** Stops the work; its reason is thrown. Default none. */
  readonly signal?: AbortSignal;
  /** Functions that hear of the work. What they throw stops it. */
  readonly on?: CodingListeners;
  /** Runner that codes the partitions: default in the calling thread, one after the other; `WorkerRunner` of `@pmklc/parallel`. */
  readonly runner?: PartitionRunner;
  /**
   * Threads that may share the lanes of partitions, 1..1024, divided among those that are coded at a time; default 1: so far two have
   * not been faster than one. The archive does not depend on it.
   */
  readonly threads?: number;
  /**
   * Limits the partitions that calls which share it have in work or in memory, all together. Such calls must not feed
   * each other: one that waits for input may hold the last place. Default: as many for each call as the
   * runner's `concurrency`.
   */
  readonly semaphore?: Semaphore;
}

/** Packs of static knowledge. */
export interface PackOptions {
  /** Contents of `.pmk` files; default none. Unpacking needs those that packing used. */
  readonly packs?: readonly Uint8Array[];
}

/** Functions that hear of packing and unpacking. */
export interface CodingListeners {
  /** Called now and then with bases, bytes of the input and bytes of the archive so far. */
  readonly progress?: (report: ProgressReport) => void;
}

/** Options of `compress`. Those that decide what the archive is are refused where they would have no effect. */
export interface CompressOptions extends CodingOptions {
  /** 0 (the fast model, without knowledge), 1 (fast) .. 9 (small); default 6. */
  readonly level?: number;
  /**
   * For research: the model, instead of the level's own. It is recorded in the archive, which unpacks without
   * knowing it. `configForLevel` of `@pmklc/models` is a start. Default none.
   */
  readonly model?: ModelConfig;
  /**
   * Parts of a partition that are coded in lock step, 1..4096, so that threads can share one; at most one for each 1,024 bases. Default 1.
   * Always 1 with a predictor, a private network or a `model` whose networks learn from the
   * opposite strand.
   */
  readonly lanes?: number;
  /** Whether `predictor` predicts alone, without PMKLC's model and knowledge; default false. */
  readonly predictorAlone?: boolean;
  /** Format in which to read the input: `fasta`, `fastq`, `plain` or `raw`; default detected. */
  readonly format?: SequenceFormat;
  /**
   * Names of two files, without folders, of whose records of four lines the input has one each in turn; only recorded, for those who
   * take them apart again. Default none.
   */
  readonly mateNames?: MateNames;
  /** Bytes of the input, 0..2^53-1: `partitions.count` and `knowledge.select: 'size'` need it of a stream. */
  readonly inputBytes?: number;
  /** Cutting of the input into partitions, each of which has one model. */
  readonly partitions?: PartitionOptions;
  /** Passing of what partitions learned; not with a predictor alone or `sprm`, where nothing is passed on. */
  readonly passing?: PassingOptions;
  /** Static knowledge: what a model knows before the first base. */
  readonly knowledge?: KnowledgeOptions;
  /** The network that `sprm` trains; not with other knowledge. */
  readonly privateNetwork?: PrivateNetworkOptions;
  /** Functions that hear of the work. What they throw stops it. */
  readonly on?: CompressListeners;
}

/** Cutting of the input into partitions. */
export interface PartitionOptions {
  /**
   * Most bases in a partition, 2^16..2^31; default 2^26, more than most chromosomes have. Memory grows with it, and
   * every partition starts to learn anew. Partitions end at multiples of 64 KiB.
   */
  readonly bases?: number;
  /**
   * Number of partitions of as many bytes, 1..65536, instead of `bases`; default as few as `bases` allows. Fewer where they
   * would have less than `leastBytes` (`sensiblePartitions` tells), more where memory asks for smaller ones.
   */
  readonly count?: number;
  /**
   * Fewest bytes in one of `count` partitions, 1..2^53-1; default 2^20: smaller ones cost bytes, and as much time as
   * they save.
   */
  readonly leastBytes?: number;
}

/** Step-wise model passing (SMP): how partitions pass on what they learned. */
export interface PassingOptions {
  /** `chain`: each partition from the one before; `star`: all from the first; `off`: each learns anew. Default `chain`. */
  readonly topology?: PassingTopology;
  /** Share of its bases after which a partition passes on what it learned, above 0 to 1; default 0.05. */
  readonly fraction?: number;
  /**
   * Number of partitions, out of `partitions.count`, that can be unpacked at the same time, 1..65536: a partition copies
   * from those so far before it, which is worth more than anything else that is passed on. Default half of them, but 2
   * at least; with as many as there are, none copies. Needs an input of at most 64 MiB, and as much memory as a single
   * partition would.
   */
  readonly width?: number;
}

/** Static knowledge that there is, and whether to use it. */
export interface KnowledgeOptions extends PackOptions {
  /**
   * `auto`: where a sample shows that it pays; `none`; `spum`: all of it; `sprm`: a network trained on the input, stored in
   * the archive; `size`: `spum` for up to 500,000,000 bytes, else `sprm`. Default `auto`.
   */
  readonly select?: SelectMode;
}

/** A network that is trained on the input itself. */
export interface PrivateNetworkOptions {
  /** Seconds of training a partition, above 0; default 60. */
  readonly seconds?: number;
  /** Function that trains; default `@pmklc/training`, with a TensorFlow.js that is installed. */
  readonly train?: TrainPrivate;
}

/** Functions that hear of packing. */
export interface CompressListeners extends CodingListeners {
  /** Called once with the level that codes, which is below `level` where memory is not enough for it. */
  readonly level?: (level: number) => void;
  /** Called for each partition with the knowledge that `auto` tried, and what it saved of a sample. */
  readonly trial?: (partition: number, trials: readonly Trial[]) => void;
  /** Called for each partition with how many words came before on the opposite strand, and what comes of it. */
  readonly strands?: (partition: number, count: StrandCount) => void;
  /** Called for each partition that a network was trained on. */
  readonly trained?: (partition: number, report: TrainingReport) => void;
}

/** Options of `decompress`. */
export type DecompressOptions = CodingOptions;
