/**
 * Values of options that several commands have.
 */
import { availableParallelism, totalmem } from 'node:os';
import { SELECT_MODES, type EngineName } from '@pmklc/codec';
import type { SequenceFormat } from '@pmklc/sequence';
import { type Command as Parser, Option } from 'commander';
import { UsageError } from '../messages/errors.ts';
import { parseSize } from './parse-size.ts';

/** Bytes of memory that a machine should have for each partition that is coded at the same time. */
const MEMORY_PER_THREAD = 2 * 2 ** 30;
const MAX_THREADS = 1024;
const THREADS_VARIABLE = 'PMKLC_THREADS';

/** Levels that `-1` to `-9` stand for. */
const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** Modes that need neither a training of their own nor the size of the input. */
const PUBLIC_MODES = SELECT_MODES.filter((mode) => mode !== 'size' && mode !== 'sprm');

const FORMATS: readonly SequenceFormat[] = ['fasta', 'fastq', 'plain', 'raw'];

const ENGINES: readonly EngineName[] = ['wasm', 'reference'];

/** The option `--engine`. */
export function engineOption(): Option {
  const help = 'what codes: default wasm; reference is slow, and gives the same';
  return new Option('--engine <NAME>', help).choices(ENGINES);
}

/** The option `--format`. */
export function formatOption(): Option {
  return new Option('--format <FORMAT>', 'read the input as').choices(FORMATS);
}

/** The option `--select` of commands that train nothing. */
export function publicSelectOption(): Option {
  const help = 'static knowledge: auto (default), none, spum (all that is public)';
  return new Option('--select <HOW>', help).choices(PUBLIC_MODES);
}

/** The options `--level`, and `--fast` and `-1` to `-9`, which stand for it: the last of all counts. */
export function addLevelOptions(parser: Parser): void {
  parser
    .option('--level <N>', '0 (as --fast), 1 (fast) to 9 (small); default 6')
    .option('-1', 'the same as --level 1, and so on to -9; of several the last counts')
    .option('--fast', 'many times as fast as -1, and larger: few models, no static knowledge');
  for (const level of LEVELS.slice(1)) parser.addOption(new Option(`-${level}`).hideHelp());
  parser.on('option:fast', () => parser.setOptionValue('level', '0'));
  for (const level of LEVELS) {
    parser.on(`option:${level}`, () => parser.setOptionValue('level', String(level)));
  }
}

/** The options of a command that reads archives: what it takes to unpack them. */
export function addReadingOptions(parser: Parser): void {
  parser
    .addOption(engineOption())
    .option('--memory <SIZE>', 'memory for one partition; default 2G')
    .addOption(knowledgeOption())
    .option('--predictor <FILE.js>', 'the module with which it was packed');
}

/**
 * @param text from `-T`; without it the environment's `PMKLC_THREADS` counts; 0 is the default
 * @returns partitions to be coded at the same time, >= 1
 * @throws UsageError when it is no number, or too large
 */
export function threadsOf(text: string | undefined): number {
  const variable = process.env[THREADS_VARIABLE] ?? '0';
  const count =
    text === undefined
      ? integerOf(variable === '' ? '0' : variable, THREADS_VARIABLE, 0, MAX_THREADS)
      : integerOf(text, '-T', 0, MAX_THREADS);
  return count === 0 ? defaultThreads() : count;
}

/** One a core, as far as there is memory for that many partitions and their models. */
function defaultThreads(): number {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / MEMORY_PER_THREAD)));
}

/** @throws UsageError when the text is not a size */
export function sizeOf(text: string | undefined, option: string): number | undefined {
  return text === undefined ? undefined : parseSize(text, option);
}

/** @throws UsageError when the text is not a number in the range */
export function integerOf(text: string, option: string, min: number, max: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : -1;
  if (value >= min && value <= max) return value;
  throw new UsageError(`${option} takes a number from ${min} to ${max}, got "${text}"`);
}

/** @throws UsageError when the text is no number of seconds above 0 */
export function secondsOf(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{1,6}(\.\d{1,3})?$/.test(text) ? Number(text) : 0;
  if (value > 0) return value;
  throw new UsageError(`${option} takes a number of seconds above 0, got "${text}"`);
}

/** `--knowledge`, which may be given more than once. */
export function knowledgeOption(): Option {
  const option = new Option(
    '--knowledge <FILE.pmk>',
    'a knowledge pack (again for more), see pmklc train',
  );
  return option.argParser((file: string, files: string[] = []) => [...files, file]);
}
