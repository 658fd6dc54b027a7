/**
 * `pmklc plan`: what the jobs of a file would need, for schedulers.
 */
import { type JobPlan, type PlannedJob, planPacking, planUnpacking } from '@pmklc/codec';
import { Command as Parser } from 'commander';
import type { Subcommand, Work } from '../flags/subcommand.ts';
import { naming } from '../messages/errors.ts';
import { addSplitOptions, type SplitFlags, splitRequest } from './split-flags.ts';

const EXAMPLES = `Examples:
  pmklc plan --json wheat.fa     jobs, their memory and time
  pmklc plan -d wheat.fa.pmklc   of unpacking
`;

const NOTES = `
Times are those of one core of a machine of 2024, generously, memory is what a job takes at most. The file is read, but not packed.`;

const MIB = 2 ** 20;

interface Flags extends SplitFlags {
  json?: true;
}

export const PLAN: Subcommand = {
  examples: EXAMPLES,
  notes: NOTES,
  createParser,
  plan,
};

function createParser(): Parser {
  const parser = new Parser('pmklc plan')
    .description('Tells what the jobs of pmklc split would need.')
    .usage('[options] FILE')
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', NOTES)
    .helpOption('-h, --help', 'print this and exit')
    .argument('<FILE>');
  addSplitOptions(parser.optionsGroup('What to plan:'));
  parser.optionsGroup('Messages:').option('--json', 'one object');
  return parser;
}

function plan(parser: Parser): Work {
  const flags = parser.opts<Flags>();
  const request = splitRequest(parser, flags);
  return async (signal) => {
    const { chunks, options } = await request(signal);
    const work = flags.decompress
      ? planUnpacking(chunks, {
          signal,
          ...(options.memoryLimitBytes && { memoryLimitBytes: options.memoryLimitBytes }),
        })
      : planPacking(chunks, options);
    const made = await naming(parser.args[0]!, work);
    process.stdout.write(flags.json ? `${JSON.stringify(forPrograms(made))}\n` : table(made));
    return 0;
  };
}

/** The plan by names of jobs, as in their files. */
function forPrograms({ level, jobs }: JobPlan) {
  return {
    level,
    jobs: jobs.map(({ index, snapshotFrom, prefixUpTo, memoryBytes, ...job }) => ({
      job: nameOf(index),
      ...job,
      memoryMib: Math.ceil(memoryBytes / MIB),
      ...(snapshotFrom === undefined ? {} : { startsFrom: nameOf(snapshotFrom) }),
      ...(prefixUpTo === undefined ? {} : { copiesUpTo: nameOf(prefixUpTo) }),
    })),
  };
}

const COLUMNS = ['job', 'bases', 'MiB', 'seconds', 'snapshot', 'starts from'];

function table({ jobs }: JobPlan): string {
  const rows = [COLUMNS, ...jobs.map(rowOf)];
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  const line = (row: readonly string[]) =>
    row.map((cell, i) => cell.padStart(widths[i]!)).join('  ');
  return rows.map((row) => `${line(row)}\n`).join('');
}

function rowOf(job: PlannedJob): string[] {
  const { index, bases, memoryBytes, seconds, snapshotSeconds, snapshotFrom } = job;
  return [
    nameOf(index),
    String(bases),
    String(Math.ceil(memoryBytes / MIB)),
    String(seconds),
    snapshotSeconds > 0 ? String(snapshotSeconds) : '-',
    snapshotFrom === undefined ? '-' : nameOf(snapshotFrom),
  ];
}

function nameOf(index: number): string {
  return String(index + 1).padStart(4, '0');
}
