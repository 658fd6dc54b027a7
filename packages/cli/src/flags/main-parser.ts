/**
 * The options of `pmklc` without a command. Help, manual page and completions are made from this.
 */
import { SELECT_MODES } from '@pmklc/codec';
import { Command as Parser, Option } from 'commander';
import { addLevelOptions, engineOption, formatOption, knowledgeOption } from './option-values.ts';
import type { NamedSubcommand } from './subcommand.ts';
import { readVersion } from '../version.ts';

/** The first thing that help shows. */
export const EXAMPLES = `Examples:
  pmklc genome.fa                  pack to genome.fa.pmklc; genome.fa stays
  pmklc -d genome.fa.pmklc         unpack to genome.fa
  pmklc -l *.pmklc                 what is in them, and how small it got
  pmklc -t genome.fa.pmklc         check that it can be unpacked
  pmklc -9 -o small.pmklc a.fq     smallest, under a name of your choice
  pmklc --paired R1.fq R2.fq -o x.pmklc   reads and their mates together
  zcat a.fa.gz | pmklc > a.pmklc   in a pipe
  pmklc -dc a.pmklc | head         to standard output
  pmklc view a.pmklc chr1:1-100    some bases, without unpacking the rest
  pmklc pack -o set.pmklc genomes/ a folder as one archive, from which any file can be taken
  pmklc inspect a.pmklc -o a.html  where its information is, to be looked at
`;

/** The last. */
export const NOTES = `
SIZE is a number of bytes, or one with a unit: 512M, 2G (powers of 1024).
With no FILE, or when it is -, standard input is read and standard output written.
A file that is made of another gets its times, permissions and, where allowed, owner.
Exit status: 0 all done, 1 a file could not be packed or unpacked, 2 wrong usage.
Environment: PMKLC_THREADS stands for -T where there is none. No output has colours.`;

/** Shells for which there is a completion script. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** A command as the help names it. */
type NamedCommand = Pick<NamedSubcommand, 'name' | 'summary'>;

/** @param commands that there are besides, for the help */
export function createMainParser(commands: readonly NamedCommand[]): Parser {
  const parser = new Parser('pmklc')
    .description('Packs genome files, or any others, and gives them back byte for byte.')
    .usage('[options] [FILE ...]')
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', `${commandsHelp(commands)}${NOTES}`)
    .helpOption('-h, --help', 'print this and exit')
    .version(`pmklc ${readVersion()}`, '-V, --version', 'print the version and exit')
    .addOption(new Option('--completion <SHELL>', 'print a completion script').choices(SHELLS))
    .option('--man', 'print the manual page: pmklc --man | man -l -')
    .argument('[FILE...]');
  parser
    .optionsGroup('What to do (default: pack):')
    .option('-d, --decompress', 'unpack')
    .option('-t, --test', 'unpack to nowhere: check that everything is intact')
    .option('-l, --list', 'show what is in archives');
  parser
    .optionsGroup('Files:')
    .option('-o, --output <FILE>', 'write to FILE')
    .option('-c, --stdout', 'write to standard output')
    .option(
      '--output-dir <DIR>',
      'write to DIR, which is made if need be, under the names that are usual',
    )
    .option('-r, --recursive', 'take the files in directories; of archives and others what fits')
    .option('-f, --force', 'overwrite files; write archives to terminals; take pipes and devices')
    .option('--skip-existing', 'leave out inputs whose output is there already')
    .option('-k, --keep', 'keep the inputs, as is done without --rm')
    .option('--rm', 'remove an input when what was made of it is complete, on disk and verified')
    .option('--verify', 'decode what was packed before it gets its name (default for files)')
    .option('--no-verify', 'do not, which takes up to half the time')
    .option('--salvage', 'with -d: take out of damaged archives what is not damaged');
  addLevelOptions(parser.optionsGroup('Packing:'));
  parser
    .addOption(formatOption())
    .option('--paired', 'pack two files of mates together; -d gives both back')
    .option('--gunzip', 'pack what is in gzip or bgzip files; others are packed as they are')
    .option('--partition <SIZE>', 'bases per partition; default 64M')
    .option(
      '--partitions <N>',
      'cut a file into N equal partitions of at least 1 MiB; auto: as threads can use',
    )
    .option(
      '--lanes <N>',
      'parts of a partition that are coded in lock step, for research; default 1',
    )
    .option('--smp <HOW>', 'partitions pass on what they learned: chain (default), star, off')
    .option('--smp-fraction <F>', 'after which share of their bases; default 0.05')
    .option('--smp-width <N>', 'partitions that can be unpacked at a time; default half of them')
    .addOption(
      new Option(
        '--select <HOW>',
        'static knowledge: auto (default), none, spum (all that is public), sprm (a network trained on the file), size (spum up to 500 MB, else sprm)',
      ).choices(SELECT_MODES),
    )
    .option('--sprm-budget <SECONDS>', 'training for sprm, of each partition; default 60')
    .addOption(knowledgeOption())
    .option('--predictor <FILE.js>', 'a module with an expert of your own; unpacking needs it, too')
    .option('--predictor-alone', "do without the level's model")
    .option('--model <FILE.json>', "fields of the model in place of the level's, for research");
  parser
    .optionsGroup('Resources:')
    .option('-T, --threads <N>', 'partitions coded at a time; default one per core')
    .addOption(new Option('-@ <N>').hideHelp())
    .option('--devices <LIST>', 'where to code, instead of -T: cpu:4 (see pmklc devices)')
    .addOption(engineOption())
    .option('--memory <SIZE>', 'memory for one partition, packing or unpacking; default 2G');
  parser
    .optionsGroup('Messages:')
    .option('-q, --quiet', 'errors only')
    .option('-v, --verbose', 'a line about every file')
    .option('--json', 'results as JSON, one object a line');
  return parser;
}

function commandsHelp(commands: readonly NamedCommand[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}\n`);
  return `\nCommands (pmklc COMMAND --help has more; ./NAME is a file of that name):\n${lines.join('')}`;
}
