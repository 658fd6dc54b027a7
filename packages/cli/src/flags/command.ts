/**
 * A command: what the user asked for, once the command line is understood.
 */
import type { EngineName, PassingOptions, SelectMode } from '@pmklc/codec';
import type { SequenceFormat } from '@pmklc/sequence';

/** The work to be done with every input. */
export type Mode = 'compress' | 'decompress' | 'test' | 'list';

/** A command line, checked. */
export interface Command {
  readonly mode: Mode;
  /** Paths; `-` is standard input. At least one. */
  readonly inputs: readonly string[];
  /** Patterns behind a collection, which choose files of it. */
  readonly patterns: readonly string[];
  /** From `-o`: a path, or `-` for standard output. Only with one input. */
  readonly output: string | undefined;
  /** From `--output-dir`: the folder that outputs go to. */
  readonly outputFolder: string | undefined;
  /** From `--skip-existing`: inputs whose output is there already are left out. */
  readonly skipExisting: boolean;
  /** From `--rm`: inputs are removed when all is done with them. */
  readonly removeInputs: boolean;
  /** Everything goes to standard output. */
  readonly toStdout: boolean;
  /** From `-r`: directories stand for the files in them. */
  readonly recursive: boolean;
  readonly force: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly json: boolean;
  /** Decode what was encoded before it gets its name. Undefined: where that is possible. */
  readonly verify: boolean | undefined;
  /** From `--salvage`: take out what is not damaged. */
  readonly salvage: boolean;
  /** 0..9 */
  readonly level: number;
  /** From `--model`: path of a JSON file. */
  readonly model: string | undefined;
  /** Partitions coded at the same time, >= 1. */
  readonly threads: number;
  readonly memoryLimitBytes: number | undefined;
  readonly partitionBases: number | undefined;
  /** Number of partitions of every file. */
  readonly partitions: number | 'auto' | undefined;
  /** From `--lanes`: parts of a partition that are coded in lock step. */
  readonly lanes: number | undefined;
  /** How partitions pass on what they learned. */
  readonly passing: PassingOptions;
  readonly format: SequenceFormat | undefined;
  /** From `--paired`: both inputs, files of mates, are packed together. */
  readonly paired: boolean;
  /** From `--gunzip`: pack what is in gzip files. */
  readonly gunzip: boolean;
  readonly select: SelectMode | undefined;
  /** From `--sprm-budget`. */
  readonly sprmBudgetSeconds: number | undefined;
  /** From `--knowledge`: paths of packs. */
  readonly knowledge: readonly string[];
  /** From `--predictor`: path of a module. */
  readonly predictor: string | undefined;
  readonly predictorAlone: boolean;
  readonly engine: EngineName | undefined;
}
