/**
 * `pmklc train`: makes a knowledge pack of genomes and proteins.
 */
import { basename } from 'node:path';
import { engine } from '@pmklc/engine';
import { concatBytes } from '@pmklc/core';
import { makePack, MAX_REFERENCES, PackedBases, type Genome } from '@pmklc/knowledge';
import { Command as Parser } from 'commander';
import { naming, UsageError } from '../messages/errors.ts';
import { escapeText } from '../messages/escape-text.ts';
import { identityOf, refuseInputAsOutput } from '../files/input.ts';
import { integerOf } from '../flags/option-values.ts';
import { openFile } from '../files/output.ts';
import { readGenome } from '../files/read-genome.ts';
import { holdsProteins, readProteins } from '../files/read-proteins.ts';
import type { Subcommand, Work } from '../flags/subcommand.ts';

const EXAMPLES = `Examples:
  pmklc train --public -o bacteria.pmk *.fa    a pack of these genomes
  pmklc --knowledge bacteria.pmk new.fa        pack with it
  pmklc -d --knowledge bacteria.pmk new.fa.pmklc
  pmklc train --public -o relatives.pmk proteins.faa
`;

const NOTES = `
What is packed with a knowledge pack needs the same pack to be unpacked. Give a collection of
genomes that are nearly the same as one file: of each the pack keeps what is new. From FASTA files of
proteins genes of other species are foretold, from -2 on; they need no bases of a relative. More than 32
genomes count as one collection. A genome of more than 2^30 bases makes several references; a pack has
at most 2 GiB. It takes about a byte of memory for each base. -6 learns most from a pack; give --levels for others. Ctrl-C ends
the learning: what was learned by then is written.`;

interface Flags {
  public?: true;
  output?: string;
  force?: true;
  quiet?: true;
  name?: string;
  levels: string;
  rounds: string;
  seed: string;
}

export const TRAIN: Subcommand = {
  examples: EXAMPLES,
  notes: NOTES,
  createParser,
  plan,
};

function createParser(): Parser {
  return new Parser('pmklc train')
    .description('Makes a knowledge pack of genomes and proteins.')
    .usage('[options] --public -o NAME.pmk FILE ...')
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', NOTES)
    .helpOption('-h, --help', 'print this and exit')
    .argument('<FILE...>')
    .option('--public', 'make a pack that any archive may be made with')
    .option('-o, --output <NAME.pmk>', 'write to NAME.pmk')
    .option('-f, --force', 'overwrite it')
    .option('-q, --quiet', 'errors only')
    .option('--name <TEXT>', 'what the pack is called; default the name of its file')
    .option('--levels <LIST>', 'levels whose models learn: 1,6,9; none: references only', '6')
    .option('--rounds <N>', 'stretches of 300,000 bases that each of them learns', '40')
    .option('--seed <N>', 'which stretches: equal seeds make equal packs', '1');
}

function plan(parser: Parser): Work {
  const flags = parser.opts<Flags>();
  const { output } = flags;
  if (!flags.public) throw new UsageError('which kind of pack? (--public)');
  if (output === undefined) throw new UsageError('where to? (-o NAME.pmk)');
  const levels =
    flags.levels === 'none'
      ? []
      : flags.levels.split(',').map((level) => integerOf(level, '--levels', 1, 9));
  const rounds = integerOf(flags.rounds, '--rounds', 1, 1_000_000);
  const seed = integerOf(flags.seed, '--seed', 0, 2 ** 32 - 1);
  const name = flags.name ?? basename(output).replace(/\.pmk$/, '');
  const rules = { name, levels, rounds, seed };
  return async (signal) => {
    await refuseInputAsOutput(output, await Promise.all(parser.args.map(toIdentity)));
    const file = await openFile(output, flags.force ?? false, 0o666);
    try {
      const proteinFiles = await filterFiles(parser.args, holdsProteins);
      const genomeFiles = parser.args.filter((path) => !proteinFiles.includes(path));
      const proteins = await readAllProteins(proteinFiles, signal);
      const genomes = await readGenomes(genomeFiles, signal);
      const onRound = flags.quiet ? () => {} : (...round: RoundReport) => showRound(round, rounds);
      await file.write(await makePack(genomes, { engine, ...rules, proteins, signal, onRound }));
      await file.commit();
    } catch (error) {
      await file.discard();
      throw error;
    }
    signal.throwIfAborted();
    return 0;
  };
}

async function toIdentity(path: string): Promise<{ identity: string | undefined }> {
  return { identity: await identityOf(path) };
}

/** Files that a test holds for. */
async function filterFiles(
  paths: readonly string[],
  holds: (path: string) => Promise<boolean>,
): Promise<string[]> {
  const kept: string[] = [];
  for (const path of paths) if (await naming(path, holds(path))) kept.push(path);
  return kept;
}

async function readAllProteins(paths: readonly string[], signal: AbortSignal): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for (const path of paths) all.push(await naming(path, readProteins(path, signal)));
  return concatBytes(all);
}

/**
 * One after the other, so that no more than one is taken apart at a time. A pack has only so many references: of more
 * genomes it keeps what is new in all of them together.
 * @throws UsageError when there are no bases in a file
 */
async function readGenomes(paths: readonly string[], signal: AbortSignal): Promise<Genome[]> {
  const isCollection = paths.length > MAX_REFERENCES;
  const all = new PackedBases();
  const genomes: Genome[] = [];
  for (const path of paths) {
    const bases = isCollection ? all : new PackedBases();
    const before = bases.length;
    await naming(path, readGenome(path, bases, signal));
    if (bases.length === before) {
      throw new UsageError(`${escapeText(path)}: there are no bases in it`);
    }
    genomes.push({ name: basename(path), bases });
  }
  return isCollection ? [{ name: `${paths.length} genomes`, bases: all }] : genomes;
}

type RoundReport = [level: number, round: number, bitsPerBase: number];

function showRound([level, round, bitsPerBase]: RoundReport, rounds: number): void {
  const bits = bitsPerBase.toFixed(3);
  process.stderr.write(`level ${level}: round ${round + 1} of ${rounds}, ${bits} bits per base\n`);
}
