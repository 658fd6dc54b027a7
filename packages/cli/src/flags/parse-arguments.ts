/**
 * Parsing of the command line into a `Command`.
 */
import { basename } from 'node:path';
import type { EngineName, SelectMode } from '@pmklc/codec';
import type { SequenceFormat } from '@pmklc/sequence';
import { checkEffects } from './check-effects.ts';
import type { Command as Parser } from 'commander';
import type { Command, Mode } from './command.ts';
import { UsageError } from '../messages/errors.ts';
import { integerOf, secondsOf, sizeOf } from './option-values.ts';
import {
  devicesOf,
  lanesOf,
  partitionBasesOf,
  partitionsOf,
  passingOf,
} from './partition-options.ts';

/** Options as the parser leaves them. */
interface Flags {
  decompress?: true;
  test?: true;
  list?: true;
  stdout?: true;
  output?: string;
  outputDir?: string;
  skipExisting?: true;
  keep?: true;
  rm?: true;
  recursive?: true;
  force?: true;
  quiet?: true;
  verbose?: true;
  json?: true;
  verify?: boolean;
  salvage?: true;
  level?: string;
  threads?: string;
  '@'?: string;
  memory?: string;
  partition?: string;
  partitions?: string;
  lanes?: string;
  smp?: string;
  smpFraction?: string;
  smpWidth?: string;
  devices?: string;
  format?: SequenceFormat;
  paired?: true;
  gunzip?: true;
  select?: SelectMode;
  sprmBudget?: string;
  knowledge?: string[];
  predictor?: string;
  predictorAlone?: true;
  engine?: EngineName;
  model?: string;
}

/**
 * @param parser from `createMainParser`, which has parsed the arguments
 * @throws UsageError when they do not go together
 */
export function toCommand(parser: Parser): Command {
  const [files, flags] = [parser.args, parser.opts<Flags>()];
  const mode = modeOf(flags);
  const inputs = files.length > 0 ? files : ['-'];
  const output = flags.output;
  if (flags.paired) checkPaired(flags, mode, inputs);
  else if (output !== undefined && inputs.length > 1 && mode === 'compress') {
    throw new UsageError(`-o takes one FILE, got ${inputs.length}`);
  }
  if (output !== undefined && flags.recursive) {
    throw new UsageError('-o takes one FILE: it does not go with -r');
  }
  if (output !== undefined && flags.stdout) throw new UsageError('-o and -c exclude each other');
  if (output !== undefined && (mode === 'test' || mode === 'list')) {
    throw new UsageError(`-${mode[0]} writes no file: it takes no -o`);
  }
  checkOutputs(flags, mode);
  if (flags.partition !== undefined && flags.partitions !== undefined) {
    throw new UsageError('--partition and --partitions exclude each other');
  }
  if (flags.predictorAlone && !(flags.predictor && !flags.model)) {
    throw new UsageError('--predictor-alone needs --predictor, and takes no --model');
  }
  if (flags.salvage && (mode !== 'decompress' || inputs.includes('-'))) {
    throw new UsageError('--salvage goes with -d, and takes files, not a pipe');
  }
  if (flags.gunzip && mode !== 'compress') throw new UsageError('--gunzip is for packing');
  if (mode === 'list' && inputs.includes('-')) throw new UsageError('-l takes files, not a pipe');
  const command: Command = {
    mode,
    inputs,
    patterns: [],
    output,
    outputFolder: flags.outputDir,
    skipExisting: flags.skipExisting ?? false,
    removeInputs: flags.rm ?? false,
    toStdout: flags.stdout ?? false,
    recursive: flags.recursive ?? false,
    force: flags.force ?? false,
    quiet: flags.quiet ?? false,
    verbose: flags.verbose ?? false,
    json: flags.json ?? false,
    verify: flags.verify,
    salvage: flags.salvage ?? false,
    level: levelOf(flags),
    model: flags.model,
    threads: devicesOf(flags.devices, flags.threads ?? flags['@']),
    memoryLimitBytes: sizeOf(flags.memory, '--memory'),
    partitionBases: partitionBasesOf(flags.partition),
    partitions: partitionsOf(flags.partitions),
    lanes: lanesOf(flags.lanes),
    passing: passingOf(flags),
    format: flags.format,
    paired: flags.paired ?? false,
    gunzip: flags.gunzip ?? false,
    select: flags.select,
    sprmBudgetSeconds: secondsOf(flags.sprmBudget, '--sprm-budget'),
    knowledge: flags.knowledge ?? [],
    predictor: flags.predictor,
    predictorAlone: flags.predictorAlone ?? false,
    engine: flags.engine,
  };
  checkEffects(command);
  return command;
}

/** @throws UsageError when there are no mates, or no name for both */
function checkPaired(flags: Flags, mode: Mode, inputs: readonly string[]): void {
  if (mode !== 'compress') throw new UsageError('--paired is for packing; -d knows what is paired');
  if (inputs.length !== 2 || inputs.includes('-')) {
    throw new UsageError(`--paired takes two files, got ${inputs.length}`);
  }
  if (flags.recursive) throw new UsageError('--paired takes two files: it does not go with -r');
  if (flags.output === undefined && !flags.stdout) {
    throw new UsageError('--paired needs -o FILE or -c: there is no name for both');
  }
  if (basename(inputs[0]!) === basename(inputs[1]!)) {
    throw new UsageError('--paired takes files whose names differ, for both go to one folder');
  }
}

function modeOf({ decompress, test, list }: Flags): Mode {
  if (list && (decompress || test)) throw new UsageError('-l goes with neither -d nor -t');
  // As gzip has it: -dt is -t.
  if (test) return 'test';
  if (decompress) return 'decompress';
  return list ? 'list' : 'compress';
}

function levelOf({ level = '6' }: Flags): number {
  return integerOf(level, '--level', 0, 9);
}

/** Options for the files that are written beside their inputs, or elsewhere, and no others. */
function checkOutputs(flags: Flags, mode: Mode): void {
  const { outputDir, skipExisting, rm, keep, output, stdout, force, salvage } = flags;
  const chosen = [
    outputDir !== undefined && '--output-dir',
    skipExisting && '--skip-existing',
    rm && '--rm',
  ].find((name) => typeof name === 'string');
  if (chosen === undefined) return;
  if (mode === 'test' || mode === 'list') {
    throw new UsageError(`-${mode[0]} writes no file: it takes no ${chosen}`);
  }
  if (stdout || output === '-') throw new UsageError(`${chosen} is for files, not for -c`);
  if (outputDir !== undefined && output !== undefined) {
    throw new UsageError('-o and --output-dir exclude each other');
  }
  if (skipExisting && force) throw new UsageError('--skip-existing and -f exclude each other');
  if (rm && keep) throw new UsageError('--rm and -k exclude each other');
  if (rm && salvage) throw new UsageError('--salvage keeps the archive: it takes no --rm');
}
