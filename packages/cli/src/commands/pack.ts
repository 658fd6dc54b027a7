/**
 * `pmklc pack`: many files in one archive.
 */
import { SELECT_MODES, type EngineName, type SelectMode } from '@pmklc/codec';
import { Command as Parser, Option } from 'commander';
import { packFiles } from '../collection/pack-files.ts';
import type { PackRequest } from '../collection/pack-request.ts';
import { checkFast, checkPacks } from '../flags/check-effects.ts';
import {
  addLevelOptions,
  engineOption,
  integerOf,
  knowledgeOption,
  sizeOf,
  threadsOf,
} from '../flags/option-values.ts';
import type { Subcommand, Work } from '../flags/subcommand.ts';
import { UsageError } from '../messages/errors.ts';

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
interface Flags {
  output?: string;
  force?: true;
  attributes: boolean;
  dereference?: true;
  verify: boolean;
  level?: string;
  select?: SelectMode;
  knowledge?: string[];
  threads?: string;
  engine?: EngineName;
  memory?: string;
  quiet?: true;
  verbose?: true;
  json?: true;
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
    .option('-f, --force', 'overwrite it')
    .option('--no-attributes', 'record neither times nor permissions')
    .option('-L, --dereference', 'pack what links lead to, and not the links')
    .option('--no-verify', 'do not unpack what was packed before it gets its name');
  addLevelOptions(parser.optionsGroup('Packing:'));
  parser
    .addOption(
      new Option(
        '--select <HOW>',
        'static knowledge: auto (default), none, spum (all that is public)',
      ).choices(SELECT_MODES.filter((mode) => mode !== 'size' && mode !== 'sprm')),
    )
    .addOption(knowledgeOption());
  parser
    .optionsGroup('Resources:')
    .option('-T, --threads <N>', 'partitions coded at a time; default one per core')
    .addOption(engineOption())
    .option('--memory <SIZE>', 'memory for one partition; default 2G');
  parser
    .optionsGroup('Messages:')
    .option('-q, --quiet', 'errors only')
    .option('-v, --verbose', 'a line about the archive')
    .option('--json', 'the result as JSON');
  return parser;
}

function plan(parser: Parser): Work {
  const flags = parser.opts<Flags>();
  const { output, level = '6', select, knowledge = [] } = flags;
  if (output === undefined) throw new UsageError('where to? (-o NAME.pmklc)');
  checkPacks(select, knowledge);
  const chosenLevel = integerOf(level, '--level', 0, 9);
  checkFast(chosenLevel, select, knowledge);
  const request: PackRequest = {
    paths: parser.args,
    output,
    force: flags.force ?? false,
    hasAttributes: flags.attributes,
    followsLinks: flags.dereference ?? false,
    verify: flags.verify,
    level: chosenLevel,
    select,
    knowledge,
    threads: threadsOf(flags.threads),
    engine: flags.engine,
    memoryLimitBytes: sizeOf(flags.memory, '--memory'),
    quiet: flags.quiet ?? false,
    verbose: flags.verbose ?? false,
    json: flags.json ?? false,
  };
  return (signal) => packFiles(request, signal);
}
