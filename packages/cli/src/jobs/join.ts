/**
 * `pmklc join`: makes one file of the results of jobs.
 */
import { joinJobs } from '@pmklc/codec';
import { Command as Parser } from 'commander';
import { openFile, openStdout } from '../files/output.ts';
import { sizeOf } from '../flags/option-values.ts';
import type { Subcommand, Work } from '../flags/subcommand.ts';
import { UsageError } from '../messages/errors.ts';
import { DiskFolder } from './disk-folder.ts';

const EXAMPLES = `Examples:
  pmklc join -o wheat.fa.pmklc work   the archive, when all jobs are done
  pmklc join -o - work | cmp - wheat.fa
`;

const NOTES = `
Results that are missing or damaged are named, and nothing is written: do their jobs again.`;

const FILE_MODE = 0o666;

interface Flags {
  output?: string;
  force?: true;
  memory?: string;
}

export const JOIN: Subcommand = {
  examples: EXAMPLES,
  notes: NOTES,
  createParser,
  plan,
};

function createParser(): Parser {
  return new Parser('pmklc join')
    .description('Joins the results of jobs to an archive, or to the original file.')
    .usage('[options] -o FILE DIR')
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', NOTES)
    .helpOption('-h, --help', 'print this and exit')
    .argument('<DIR>')
    .option('-o, --output <FILE>', 'write to FILE; - is standard output')
    .option('-f, --force', 'overwrite it')
    .option('--memory <SIZE>', 'memory for one result; default 2G');
}

function plan(parser: Parser): Work {
  const { output: path, force = false, memory } = parser.opts<Flags>();
  const [folder] = parser.args;
  if (path === undefined) throw new UsageError('where to? (-o FILE)');
  if (folder === undefined || parser.args.length > 1) throw new UsageError('it takes one DIR');
  const memoryLimitBytes = sizeOf(memory, '--memory');
  return async (signal) => {
    const options = { signal, ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }) };
    const output = path === '-' ? openStdout() : await openFile(path, force, FILE_MODE);
    try {
      for await (const chunk of joinJobs(new DiskFolder(folder), options)) {
        await output.write(chunk);
      }
      await output.commit();
    } catch (error) {
      await output.discard();
      throw error;
    }
    return 0;
  };
}
