/**
 * `pmklc train`: makes a knowledge pack of genomes.
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { makePack, MAX_REFERENCES, type Genome } from '@pmklc/knowledge';
import { BlockSplitter } from '@pmklc/sequence';
import { Command as Parser } from 'commander';
import { naming, UsageError } from '../messages/errors.ts';
import { escapeText } from '../messages/escape-text.ts';
import { identityOf, refuseInputAsOutput } from '../files/input.ts';
import { integerOf } from '../flags/option-values.ts';
import { openFile } from '../files/output.ts';
import type { Subcommand, Work } from '../flags/subcommand.ts';

const EXAMPLES = `Examples:
  pmklc train --public -o bacteria.pmk *.fa    a pack of these genomes
  pmklc --knowledge bacteria.pmk new.fa        pack with it
  pmklc -d --knowledge bacteria.pmk new.fa.pmklc
`;

const NOTES = `
What is packed with a knowledge pack needs the same pack to be unpacked. Give a collection of
genomes that are nearly the same as one file: of each the pack keeps what is new. More than 32
files count as one collection. -6 learns most from a pack; give --levels for others. Ctrl-C ends
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
  name: 'train',
  summary: 'make a knowledge pack of genomes, for smaller archives of related ones',
  examples: EXAMPLES,
  notes: NOTES,
  createParser,
  plan,
};

function createParser(): Parser {
  return new Parser('pmklc train')
    .description('Makes a knowledge pack of genomes.')
    .usage('[options] --public -o NAME.pmk GENOME ...')
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', NOTES)
    .helpOption('-h, --help', 'print this and exit')
    .argument('<GENOME...>')
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
      const genomes = asCollection(await Promise.all(parser.args.map(readGenome)));
      const onRound = flags.quiet ? () => {} : (...round: RoundReport) => showRound(round, rounds);
      await file.write(await makePack(genomes, { ...rules, signal, onRound }));
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

/** @throws UsageError when there are no bases in the file */
async function readGenome(path: string): Promise<Genome> {
  const splitter = new BlockSplitter();
  splitter.push(new Uint8Array(await naming(path, readFile(path))));
  const { bases } = splitter.finish();
  if (bases.length === 0) throw new UsageError(`${escapeText(path)}: there are no bases in it`);
  return { name: basename(path), bases };
}

/** A pack has only so many references: of more genomes it keeps what is new in all of them together. */
function asCollection(genomes: Genome[]): Genome[] {
  if (genomes.length <= MAX_REFERENCES) return genomes;
  const bases = new Uint8Array(Buffer.concat(genomes.map((genome) => genome.bases)));
  return [{ name: `${genomes.length} genomes`, bases }];
}

type RoundReport = [level: number, round: number, bitsPerBase: number];

function showRound([level, round, bitsPerBase]: RoundReport, rounds: number): void {
  const bits = bitsPerBase.toFixed(3);
  process.stderr.write(`level ${level}: round ${round + 1} of ${rounds}, ${bits} bits per base\n`);
}
