/**
 * `pmklc add`: more files in a collection that is there.
 */
import { Command as Parser } from 'commander';
import { packFiles } from '../collection/pack-files.ts';
import type { Subcommand, Work } from '../flags/subcommand.ts';
import { UsageError } from '../messages/errors.ts';
import { addPackOptions, packRequest, type PackFlags } from '../collection/pack-flags.ts';

const EXAMPLES = `Examples:
  pmklc add genomes.pmklc new/     all that is in a folder, beside what is there
  pmklc add -1 set.pmklc a.fa b.fa
`;

const NOTES = `
What is there is neither unpacked nor changed: the new files follow as an archive of their own, and copy from each other, but not from
what was there. So add many at once, and pack anew what has grown by much. A name that is there already is an error. Until all is
complete, the archive is what it was.`;

export const ADD: Subcommand = {
  examples: EXAMPLES,
  notes: NOTES,
  createParser,
  plan,
};

function createParser(): Parser {
  const parser = new Parser('pmklc add')
    .description('Adds folders and files to an archive that pmklc pack made.')
    .usage('[options] NAME.pmklc PATH ...')
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', NOTES)
    .helpOption('-h, --help', 'print this and exit')
    .argument('<NAME.pmklc>')
    .argument('<PATH...>');
  parser.optionsGroup('Files:');
  return addPackOptions(parser);
}

function plan(parser: Parser): Work {
  const [output, ...paths] = parser.args;
  if (output === undefined || paths.length === 0) throw new UsageError('what to? what?');
  if (output === '-') throw new UsageError('it adds to a file, not to a pipe');
  const request = packRequest(parser.opts<PackFlags>(), { paths, output, adds: true });
  return (signal) => packFiles(request, signal);
}
