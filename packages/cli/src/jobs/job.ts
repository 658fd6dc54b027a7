/**
 * `pmklc job`: does one job of divided work.
 */
import { basename, dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { runJob, type EngineName, type JobOptions } from '@pmklc/codec';
import { PmklcError } from '@pmklc/core';
import { Command as Parser } from 'commander';
import { codingWorkers } from '../commands/coding-workers.ts';
import {
  engineOption,
  knowledgeOption,
  secondsOf,
  sizeOf,
  threadsOf,
} from '../flags/option-values.ts';
import { readPack } from '../flags/read-pack.ts';
import type { Subcommand, Work } from '../flags/subcommand.ts';
import { UsageError } from '../messages/errors.ts';
import { DiskFolder } from './disk-folder.ts';

const EXAMPLES = `Examples:
  pmklc job work/0001.job              leaves work/0001.snapshot, then work/0001.result
  pmklc job --snapshot work/0001.job   the snapshot only, a twentieth of the work
  pmklc job --wait 3600 work/0002.job  once work/0001.snapshot is there
`;

const NOTES = `
A job that is done already ends at once, and one that was lost is done again: what it makes depends on its file, and on
the snapshot that it starts from, alone. Files get their names when they are complete.`;

const POLL_MS = 500;
const JOB_NAME = /^(\d{4,8})\.job$/;

interface Flags {
  snapshot?: true;
  wait?: string;
  force?: true;
  threads?: string;
  engine?: EngineName;
  memory?: string;
  knowledge?: string[];
  json?: true;
}

export const JOB: Subcommand = {
  examples: EXAMPLES,
  notes: NOTES,
  createParser,
  plan,
};

function createParser(): Parser {
  const parser = new Parser('pmklc job')
    .description('Does one job that pmklc split made.')
    .usage('[options] DIR/0001.job')
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', NOTES)
    .helpOption('-h, --help', 'print this and exit')
    .argument('<JOB>');
  parser
    .optionsGroup('What to do:')
    .option('--snapshot', 'end when the snapshot for later jobs is there')
    .option('--wait <SECONDS>', 'how long to wait for what it starts from; default not at all')
    .option('-f, --force', 'do it again where it is done');
  parser
    .optionsGroup('Resources:')
    .option('-T, --threads <N>', 'bases and side streams at a time; default 1')
    .addOption(engineOption())
    .option('--memory <SIZE>', 'memory for a job; default 2G')
    .addOption(knowledgeOption());
  parser.optionsGroup('Messages:').option('--json', 'the files that it made as JSON');
  return parser;
}

function plan(parser: Parser): Work {
  const flags = parser.opts<Flags>();
  const [path] = parser.args;
  if (path === undefined || parser.args.length > 1) throw new UsageError('it takes one job');
  const index = indexOf(path);
  const waitSeconds = secondsOf(flags.wait, '--wait') ?? 0;
  const threads = threadsOf(flags.threads ?? '1');
  const memoryLimitBytes = sizeOf(flags.memory, '--memory');
  const packs = (flags.knowledge ?? []).map(readPack);
  const folder = new DiskFolder(dirname(path));
  return async (signal) => {
    const runner = codingWorkers(threads, undefined);
    const options: JobOptions = {
      snapshotOnly: flags.snapshot ?? false,
      force: flags.force ?? false,
      knowledge: { packs },
      ...(flags.engine === undefined ? {} : { engine: flags.engine }),
      ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }),
      runner,
      signal,
    };
    try {
      const files = await waiting(() => runJob(folder, index, options), waitSeconds, signal);
      if (flags.json) process.stdout.write(`${JSON.stringify({ job: path, files })}\n`);
      return 0;
    } finally {
      await runner.destroy();
    }
  };
}

/** Number of the partition that a job's name stands for. @throws UsageError when it is no such name */
function indexOf(path: string): number {
  const number = Number(JOB_NAME.exec(basename(path))?.[1] ?? 0);
  if (number > 0) return number - 1;
  throw new UsageError(`${path} is no name of a job, such as 0001.job`);
}

/** Tries again for some time as long as something is not there. */
async function waiting<Result>(
  work: () => Promise<Result>,
  seconds: number,
  signal: AbortSignal,
): Promise<Result> {
  const end = performance.now() + 1000 * seconds;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const mayCome = error instanceof PmklcError && error.code === 'incomplete';
      if (!mayCome || performance.now() >= end) throw error;
    }
    await wait(POLL_MS, undefined, { signal });
  }
}
