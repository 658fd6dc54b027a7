/**
 * From the command line to a `Command`.
 */
import { availableParallelism, totalmem } from 'node:os';
import type { EngineName } from '@pmklc/codec';
import type { SequenceFormat } from '@pmklc/sequence';
import { Command as Parser, CommanderError, Option } from 'commander';
import type { Command, Mode } from './command.ts';
import { UsageError } from './errors.ts';
import { parseSize } from './parse-size.ts';

const EXAMPLES = `Examples:
  pmklc genome.fa                  pack to genome.fa.pmklc; genome.fa stays
  pmklc -d genome.fa.pmklc         unpack to genome.fa
  pmklc -l *.pmklc                 what is in them, and how small it got
  pmklc -t genome.fa.pmklc         check that it can be unpacked
  pmklc -9 -o small.pmklc a.fq     smallest, under a name of your choice
  zcat a.fa.gz | pmklc > a.pmklc   in a pipe
  pmklc -dc a.pmklc | head         to standard output
`;

const NOTES = `
SIZE is a number of bytes, or one with a unit: 512M, 2G (powers of 1024).
With no FILE, or when it is -, standard input is read and standard output written.
Exit status: 0 all done, 1 a file could not be packed or unpacked, 2 wrong usage.`;

/** What a machine should have for each partition that is coded at the same time. */
const MEMORY_PER_THREAD = 2 * 2 ** 30;

const FORMATS: readonly SequenceFormat[] = ['fasta', 'fastq', 'plain', 'raw'];
const ENGINES: readonly EngineName[] = ['wasm', 'reference'];
const ENGINE_HELP = 'what codes: default wasm; reference is slow, and gives the same';
const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** The command line wants a text printed, and nothing else done. */
export interface PrintRequest {
  readonly print: string;
}

/** Options as the parser leaves them. */
interface Flags extends Partial<Record<`${(typeof LEVELS)[number]}`, true>> {
  decompress?: true;
  test?: true;
  list?: true;
  stdout?: true;
  output?: string;
  recursive?: true;
  force?: true;
  quiet?: true;
  verbose?: true;
  json?: true;
  verify?: boolean;
  level?: string;
  threads?: string;
  '@'?: string;
  memory?: string;
  partition?: string;
  format?: SequenceFormat;
  predictor?: string;
  predictorAlone?: true;
  engine?: EngineName;
  model?: string;
}

/**
 * @param args without the program's name
 * @param version printed by `-V`
 * @throws UsageError when they make no sense
 */
export function parseArguments(args: readonly string[], version: string): Command | PrintRequest {
  let printed = '';
  const parser = createParser(version).configureOutput({
    writeOut: (text) => (printed += text),
    writeErr: () => {},
  });
  try {
    parser.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { print: printed };
    throw new UsageError(error.message.replace(/^error: /, '').replace(/\n/g, ' '));
  }
  return toCommand(parser.args, parser.opts<Flags>());
}

function createParser(version: string): Parser {
  const parser = new Parser('pmklc')
    .usage('[options] [FILE ...]')
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', NOTES)
    .helpOption('-h, --help', 'print this and exit')
    .version(`pmklc ${version}`, '-V, --version', 'print the version and exit')
    .argument('[FILE...]')
    .exitOverride();
  parser
    .optionsGroup('What to do (default: pack):')
    .option('-d, --decompress', 'unpack')
    .option('-t, --test', 'unpack to nowhere: check that everything is intact')
    .option('-l, --list', 'show what is in archives');
  parser
    .optionsGroup('Files:')
    .option('-o, --output <FILE>', 'write to FILE')
    .option('-c, --stdout', 'write to standard output')
    .option('-r, --recursive', 'take the files in directories; of archives and others what fits')
    .option('-f, --force', 'overwrite files; write archives to terminals')
    .option('-k, --keep', 'keep the inputs, as is always done')
    .option('--verify', 'decode what was packed before it gets its name (default for files)')
    .option('--no-verify', 'do not, which takes half the time');
  parser
    .optionsGroup('Packing:')
    .option('--level <N>', '1 (fast) to 9 (small); default 6')
    .option('-1', 'the same as --level 1, and so on to -9')
    .addOption(new Option('--format <FORMAT>', 'read the input as').choices(FORMATS))
    .option('--partition <SIZE>', 'bases per partition; default 64M')
    .option('--predictor <FILE.js>', 'a module with an expert of your own; unpacking needs it, too')
    .option('--predictor-alone', "do without the level's model")
    .option('--model <FILE.json>', "fields of the model in place of the level's, for research");
  parser
    .optionsGroup('Resources:')
    .option('-T, --threads <N>', 'partitions coded at a time, of all files; default one per core')
    .addOption(new Option('-@ <N>').hideHelp())
    .addOption(new Option('--engine <NAME>', ENGINE_HELP).choices(ENGINES))
    .option('--memory <SIZE>', 'memory for one partition, packing or unpacking; default 2G');
  parser
    .optionsGroup('Messages:')
    .option('-q, --quiet', 'errors only')
    .option('-v, --verbose', 'a line about every file')
    .option('--json', 'results as JSON, one object a line');
  for (const level of LEVELS.slice(1)) parser.addOption(new Option(`-${level}`).hideHelp());
  return parser;
}

function toCommand(files: readonly string[], flags: Flags): Command {
  const mode = modeOf(flags);
  const inputs = files.length > 0 ? files : ['-'];
  const output = flags.output;
  if (output !== undefined && inputs.length > 1) {
    throw new UsageError(`-o takes one FILE, got ${inputs.length}`);
  }
  if (output !== undefined && flags.recursive) {
    throw new UsageError('-o takes one FILE: it does not go with -r');
  }
  if (output !== undefined && flags.stdout) throw new UsageError('-o and -c exclude each other');
  if (output !== undefined && (mode === 'test' || mode === 'list')) {
    throw new UsageError(`-${mode[0]} writes no file: it takes no -o`);
  }
  if (flags.predictorAlone && !(flags.predictor && !flags.model)) {
    throw new UsageError('--predictor-alone needs --predictor, and takes no --model');
  }
  if (mode === 'list' && inputs.includes('-')) throw new UsageError('-l takes files, not a pipe');
  return {
    mode,
    inputs,
    output,
    toStdout: flags.stdout ?? false,
    recursive: flags.recursive ?? false,
    force: flags.force ?? false,
    quiet: flags.quiet ?? false,
    verbose: flags.verbose ?? false,
    json: flags.json ?? false,
    verify: flags.verify,
    level: levelOf(flags),
    model: flags.model,
    threads: threadsOf(flags),
    memoryLimitBytes: sizeOf(flags.memory, '--memory'),
    partitionBases: sizeOf(flags.partition, '--partition'),
    format: flags.format,
    predictor: flags.predictor,
    predictorAlone: flags.predictorAlone ?? false,
    engine: flags.engine,
  };
}

function modeOf({ decompress, test, list }: Flags): Mode {
  const chosen = [decompress, test, list].filter(Boolean).length;
  if (chosen > 1) throw new UsageError('-d, -t and -l exclude each other');
  if (decompress) return 'decompress';
  if (test) return 'test';
  return list ? 'list' : 'compress';
}

function levelOf(flags: Flags): number {
  const short = LEVELS.filter((level) => flags[`${level}`]);
  const chosen =
    flags.level === undefined ? short.map(String) : [...short.map(String), flags.level];
  if (chosen.length > 1) throw new UsageError(`one level at a time, got ${chosen.join(' and ')}`);
  return integerOf(chosen[0] ?? '6', '--level', 1, 9);
}

function threadsOf({ threads, '@': alias }: Flags): number {
  const text = threads ?? alias;
  const count = text === undefined ? 0 : integerOf(text, '-T', 0, 1024);
  return count === 0 ? defaultThreads() : count;
}

/** One a core, as far as there is memory for that many partitions and their models. */
function defaultThreads(): number {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / MEMORY_PER_THREAD)));
}

function sizeOf(text: string | undefined, option: string): number | undefined {
  return text === undefined ? undefined : parseSize(text, option);
}

function integerOf(text: string, option: string, min: number, max: number): number {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : -1;
  if (value >= min && value <= max) return value;
  throw new UsageError(`${option} takes a number from ${min} to ${max}, got "${text}"`);
}
