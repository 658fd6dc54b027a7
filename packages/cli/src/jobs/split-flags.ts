/**
 * Options of `pmklc split` and `pmklc plan`: those of packing that jobs can follow.
 */
import { createReadStream } from 'node:fs';
import type { SplitPackingOptions } from '@pmklc/codec';
import type { EngineName, SelectMode } from '@pmklc/codec';
import type { SequenceFormat } from '@pmklc/sequence';
import type { Command as Parser } from 'commander';
import { openInput } from '../files/input.ts';
import { checkFast, checkPacks } from '../flags/check-effects.ts';
import {
  addLevelOptions,
  engineOption,
  formatOption,
  integerOf,
  knowledgeOption,
  publicSelectOption,
  sizeOf,
} from '../flags/option-values.ts';
import { lanesOf, partitionBasesOf, partitionsOf, passingOf } from '../flags/partition-options.ts';
import { readModel } from '../flags/read-model.ts';
import { readPack } from '../flags/read-pack.ts';
import { naming, UsageError } from '../messages/errors.ts';

const CHUNK_BYTES = 2 ** 20;

/** Options as the parser leaves them. */
export interface SplitFlags {
  decompress?: true;
  level?: string;
  format?: SequenceFormat;
  partition?: string;
  partitions?: string;
  lanes?: string;
  smp?: string;
  smpFraction?: string;
  smpWidth?: string;
  select?: SelectMode;
  knowledge?: string[];
  model?: string;
  engine?: EngineName;
  memory?: string;
}

/** Adds the options. */
export function addSplitOptions(parser: Parser): void {
  parser.option('-d, --decompress', 'the jobs unpack an archive');
  addLevelOptions(parser.optionsGroup('Packing:'));
  parser
    .addOption(formatOption())
    .option('--partition <SIZE>', 'bases per job; default 64M')
    .option('--partitions <N>', 'cut a file into N equal jobs of at least 1 MiB')
    .option('--lanes <N>', 'parts of a job that are coded in lock step; default 1')
    .option('--smp <HOW>', 'jobs pass on what they learned: chain (default), star, off')
    .option('--smp-fraction <F>', 'after which share of their bases; default 0.05')
    .option('--smp-width <N>', 'jobs that can be unpacked at a time; default half of them')
    .addOption(publicSelectOption())
    .addOption(knowledgeOption())
    .option('--model <FILE.json>', "fields of the model in place of the level's, for research");
  parser
    .optionsGroup('Resources:')
    .addOption(engineOption())
    .option('--memory <SIZE>', 'memory for one job; default 2G');
}

/** The input of a command, and how it is to be packed. */
interface SplitInput {
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly options: SplitPackingOptions;
}

/** Input, once the options make sense. */
export type SplitRequest = (signal: AbortSignal) => Promise<SplitInput>;

/** @throws UsageError when the options make no sense, or packing is what they are about and unpacking is asked for */
export function splitRequest(parser: Parser, flags: SplitFlags): SplitRequest {
  const [path] = parser.args;
  if (path === undefined || parser.args.length > 1) throw new UsageError('it takes one FILE');
  const { select, knowledge = [], level = '6', format, model } = flags;
  if (flags.partition !== undefined && flags.partitions !== undefined) {
    throw new UsageError('--partition and --partitions exclude each other');
  }
  if (flags.smpWidth !== undefined && flags.partitions === undefined) {
    throw new UsageError('--smp-width needs --partitions');
  }
  const count = partitionsOf(flags.partitions);
  if (count === 'auto') throw new UsageError('--partitions takes a number here');
  checkPacks(select, knowledge);
  if (flags.decompress) refusePacking(parser);
  const number = integerOf(level, '--level', 0, 9);
  checkFast(number, select, knowledge);
  const bases = partitionBasesOf(flags.partition);
  const lanes = lanesOf(flags.lanes);
  const memoryLimitBytes = sizeOf(flags.memory, '--memory');
  const passing = passingOf(flags);
  const packs = knowledge.map(readPack);
  const config = model === undefined ? {} : { model: readModel(model, number) };
  return async (signal) => {
    const { size: inputBytes, special } = await naming(path, openInput(path));
    if (special !== undefined || inputBytes === undefined) {
      throw new UsageError('it takes a file, not a pipe');
    }
    const partitions = count === undefined ? bases && { bases } : { count };
    const options = {
      level: number,
      ...config,
      ...(lanes === undefined ? {} : { lanes }),
      ...(format === undefined ? {} : { format }),
      ...(flags.engine === undefined ? {} : { engine: flags.engine }),
      ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }),
      ...(partitions && { partitions }),
      inputBytes,
      passing,
      knowledge: { packs, ...(select === undefined ? {} : { select }) },
      signal,
    };
    const chunks = createReadStream(path, { highWaterMark: CHUNK_BYTES, signal });
    return { chunks: chunks as AsyncIterable<Uint8Array>, options };
  };
}

/** @throws UsageError when there is an option that an archive decides */
function refusePacking(parser: Parser): void {
  const given = parser.options.find(
    (option) =>
      option.helpGroupHeading === 'Packing:' &&
      parser.getOptionValueSource(option.attributeName()) === 'cli',
  );
  if (given !== undefined) {
    throw new UsageError(`-d takes no ${given.long ?? given.short}: the archive says that`);
  }
}
