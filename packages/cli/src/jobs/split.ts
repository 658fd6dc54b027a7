/**
 * `pmklc split`: divides packing or unpacking into jobs, for other machines to do.
 */
import { mkdir } from 'node:fs/promises';
import { splitPacking, splitUnpacking } from '@pmklc/codec';
import { Command as Parser } from 'commander';
import type { Subcommand, Work } from '../flags/subcommand.ts';
import { FileError, naming, UsageError } from '../messages/errors.ts';
import { escapeText } from '../messages/escape-text.ts';
import { noteLevel } from '../messages/level-note.ts';
import { DiskFolder } from './disk-folder.ts';
import { addSplitOptions, type SplitFlags, splitRequest } from './split-flags.ts';

const EXAMPLES = `Examples:
  pmklc split -o work wheat.fa     work/0001.job and so on
  pmklc job work/0001.job          on any machine; then the others
  pmklc join -o wheat.fa.pmklc work
  pmklc split -d -o back wheat.fa.pmklc
`;

const NOTES = `
What is joined is byte for byte what pmklc makes on one machine with the same options.
Jobs need nothing but the folder: their bases are in them. Equal inputs and options make equal files. Each job
starts from the snapshot of the one before, unless --smp says otherwise.`;

interface Flags extends SplitFlags {
  output?: string;
  force?: true;
  quiet?: true;
  json?: true;
}

export const SPLIT: Subcommand = {
  examples: EXAMPLES,
  notes: NOTES,
  createParser,
  plan,
};

function createParser(): Parser {
  const parser = new Parser('pmklc split')
    .description('Divides packing or unpacking into jobs, which are files, for many machines.')
    .usage('[options] -o DIR FILE')
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', NOTES)
    .helpOption('-h, --help', 'print this and exit')
    .argument('<FILE>');
  parser
    .optionsGroup('Files:')
    .option('-o, --output <DIR>', 'write the jobs to DIR, which is made if need be')
    .option('-f, --force', 'remove what is there of other work');
  addSplitOptions(parser);
  parser
    .optionsGroup('Messages:')
    .option('-q, --quiet', 'errors only')
    .option('--json', 'the number of jobs as JSON');
  return parser;
}

function plan(parser: Parser): Work {
  const flags = parser.opts<Flags>();
  const { output, decompress, level = '6' } = flags;
  if (output === undefined) throw new UsageError('where to? (-o DIR)');
  const request = splitRequest(parser, flags);
  return async (signal) => {
    const { chunks, options } = await request(signal);
    await naming(output, mkdir(output, { recursive: true }));
    const folder = new DiskFolder(output);
    await clear(folder, output, flags.force ?? false);
    const summary = await naming(
      parser.args[0]!,
      decompress
        ? splitUnpacking(chunks, folder, {
            signal,
            ...(options.memoryLimitBytes && { memoryLimitBytes: options.memoryLimitBytes }),
          })
        : splitPacking(chunks, folder, options),
    );
    if (!decompress) {
      noteLevel(parser.args[0]!, Number(level), summary.level, flags.quiet ?? false);
    }
    if (flags.json) process.stdout.write(`${JSON.stringify({ output, ...summary })}\n`);
    return 0;
  };
}

/** @throws FileError when there is work in the folder that nobody said to remove */
async function clear(folder: DiskFolder, path: string, force: boolean): Promise<void> {
  const names = await folder.own();
  if (names.length === 0) return;
  if (!force) {
    throw new FileError(`${escapeText(path)} holds jobs already (use -f to remove them)`);
  }
  await folder.remove(names);
}
