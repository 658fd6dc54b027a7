/**
 * `pmklc inspect`: a page that shows where the information of a file is.
 */
import type { EngineName, SelectMode } from '@pmklc/codec';
import { SELECT_MODES } from '@pmklc/codec';
import { Command as Parser, Option } from 'commander';
import type { ExitCode } from '../messages/errors.ts';
import {
  describeFailure,
  exitCodeOf,
  FileError,
  isBrokenPipe,
  UsageError,
} from '../messages/errors.ts';
import { warn } from '../files/for-each-input.ts';
import { openInput, refuseInputAsOutput } from '../files/input.ts';
import { noteLevel } from '../messages/level-note.ts';
import { loadPlugin } from '../flags/load-plugin.ts';
import { addReadingOptions, integerOf, sizeOf } from '../flags/option-values.ts';
import { openFile, openStdout } from '../files/output.ts';
import { showProgress } from '../messages/progress.ts';
import { readPack } from '../flags/read-pack.ts';
import type { Subcommand, Work } from '../flags/subcommand.ts';
import { checkPacks } from '../flags/check-effects.ts';
import type { InspectJob } from './inspect-job.ts';
import { inspectionJson } from './inspection-json.ts';
import { inspectionPage } from './page.ts';
import { runInspection } from './run-inspection.ts';

const EXAMPLES = `Examples:
  pmklc inspect genome.fa.pmklc -o report.html   what every stretch cost, to be opened in a browser
  pmklc inspect genome.fa -o report.html         the same of a file that is not packed yet
  pmklc inspect --json genome.fa.pmklc           sizes, records and what carried the bases
`;

const NOTES = `
The page shows bits per base along the sequence, with the records, what kind of model carried
the bases, and what each stream takes. It is one file and loads nothing. An archive is unpacked
to nowhere, with all checks; another file is packed to nowhere first.`;

interface Flags {
  output?: string;
  force?: true;
  quiet?: true;
  json?: true;
  level: string;
  select?: SelectMode;
  memory?: string;
  engine?: EngineName;
  knowledge?: string[];
  predictor?: string;
}

/** The arguments, checked. */
interface Request {
  readonly name: string;
  /** `-`: standard output. */
  readonly output: string;
  readonly flags: Flags;
  readonly job: Omit<InspectJob, 'predictorModule'>;
}

export const INSPECT: Subcommand = {
  examples: EXAMPLES,
  notes: NOTES,
  createParser,
  plan,
};

function createParser(): Parser {
  const parser = new Parser('pmklc inspect')
    .description('Makes a page that shows where the information of a file is.')
    .usage('[options] FILE -o REPORT.html')
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', NOTES)
    .helpOption('-h, --help', 'print this and exit')
    .argument('<FILE>');
  parser
    .optionsGroup('What to write (default: a page):')
    .option('-o, --output <FILE.html>', 'write to FILE.html; -: to standard output')
    .option('-f, --force', 'overwrite it')
    .option('--json', 'one JSON object instead, without the profile; default to standard output')
    .option('-q, --quiet', 'errors only');
  parser
    .optionsGroup('Files that are not packed yet:')
    .option('--level <N>', '0 (fastest), 1 (fast) to 9 (small)', '6')
    .addOption(
      new Option('--select <HOW>', 'static knowledge').choices(SELECT_MODES).default('auto'),
    );
  parser.optionsGroup('Resources:');
  addReadingOptions(parser);
  return parser;
}

function plan(parser: Parser): Work {
  const flags = parser.opts<Flags>();
  const [name] = parser.args as [string];
  if (name === '-') throw new UsageError('inspect takes a file, not a pipe');
  const { output = flags.json ? '-' : undefined, memory, engine, knowledge = [] } = flags;
  if (output === undefined) throw new UsageError('where to? (-o REPORT.html)');
  checkPacks(flags.select, knowledge);
  const memoryLimitBytes = sizeOf(memory, '--memory');
  const options = {
    knowledge: { packs: knowledge.map(readPack) },
    ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }),
    ...(engine === undefined ? {} : { engine }),
  };
  const level = integerOf(flags.level, '--level', 0, 9);
  const job = {
    path: name,
    level,
    select: flags.select ?? (level === 0 ? 'none' : 'auto'),
    options,
  };
  return (signal) => run({ name, output, flags, job }, signal);
}

async function run(request: Request, signal: AbortSignal): Promise<ExitCode> {
  const { flags, name } = request;
  const plugin = flags.predictor === undefined ? undefined : await loadPlugin(flags.predictor);
  try {
    await report(request, { ...request.job, predictorModule: plugin?.predictorModule }, signal);
    return 0;
  } catch (error) {
    signal.throwIfAborted();
    if (isBrokenPipe(error)) throw error;
    warn(describeFailure(name, error));
    return exitCodeOf(error);
  }
}

async function report(
  { name, output: path, flags }: Request,
  job: InspectJob,
  signal: AbortSignal,
): Promise<void> {
  const input = await openInput(name);
  const { size, special } = input;
  // It is read twice.
  if (size === undefined) throw new FileError(`it is ${special}, not a regular file`);
  await refuseInputAsOutput(path, [input]);
  const output = path === '-' ? openStdout() : await openFile(path, flags.force ?? false, 0o666);
  const bar = await showProgress({ quiet: flags.quiet ?? false, mode: 'test' }, name, size);
  try {
    const inspection = await runInspection(job, signal, {
      onProgress: (done) => bar.update(done),
      onLevel: (used) => noteLevel(name, job.level, used, flags.quiet ?? false),
    });
    const text = flags.json ? inspectionJson(name, inspection) : inspectionPage(name, inspection);
    await output.write(new TextEncoder().encode(text));
    await output.commit();
  } catch (error) {
    await output.discard();
    throw error;
  } finally {
    bar.stop();
  }
}
