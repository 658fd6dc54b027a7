/**
 * `pmklc pack`: many files in one archive.
 */
import { Command as Parser } from 'commander';
import { packFiles } from '../collection/pack-files.ts';
import type { Subcommand, Work } from '../flags/subcommand.ts';
import { UsageError } from '../messages/errors.ts';
import { addPackOptions, packRequest, type PackFlags } from '../collection/pack-flags.ts';

const EXAMPLES = `Examples:
  pmklc pack -o genomes.pmklc genomes/     all that is in a folder, in one archive
  pmklc pack -1 -o set.pmklc *.fa reads/   files and folders, fast
  pmklc -l genomes.pmklc                   what is in it
  pmklc -d genomes.pmklc                   unpack to the folder where the archive is
  pmklc -d genomes.pmklc '*_9.fa'          some of its files
  pmklc view genomes.pmklc::a.fa chr1:1-9  bases of one file, without unpacking the rest
`;

const NOTES = `
Files that are alike are packed next to each other, and copy from each other; which is restored when they are unpacked. Names
are kept as given, but for what leads out of the folder they are unpacked to: / and .. at their beginning. Times are kept to
the second, and permissions, as tar keeps them. Links stay links; one that leads out of the tree is an error.`;

/** Options as the parser leaves them. */
interface Flags extends PackFlags {
  output?: string;
}

export const PACK: Subcommand = {
  examples: EXAMPLES,
  notes: NOTES,
  createParser,
  plan,
};

function createParser(): Parser {
  const parser = new Parser('pmklc pack')
    .description('Packs folders and files into one archive, from which any can be taken.')
    .usage('[options] -o NAME.pmklc PATH ...')
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', NOTES)
    .helpOption('-h, --help', 'print this and exit')
    .argument('<PATH...>');
  parser
    .optionsGroup('Files:')
    .option('-o, --output <FILE>', 'write to FILE; - is standard output')
    .option('-f, --force', 'overwrite it');
  return addPackOptions(parser);
}

function plan(parser: Parser): Work {
  const { output, ...flags } = parser.opts<Flags>();
  if (output === undefined) throw new UsageError('where to? (-o NAME.pmklc)');
  const request = packRequest(flags, { paths: parser.args, output, adds: false });
  return (signal) => packFiles(request, signal);
}
