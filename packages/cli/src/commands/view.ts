/**
 * `pmklc view`: records of an archive, or parts of them, as FASTA; as samtools faidx does.
 */
import type { OpenedArchive, OpenOptions } from '@pmklc/codec';
import { openArchive } from '@pmklc/codec';
import { Command as Parser } from 'commander';
import { codingWorkers } from './coding-workers.ts';
import type { ExitCode } from '../messages/errors.ts';
import { describeFailure, exitCodeOf, isBrokenPipe, UsageError } from '../messages/errors.ts';
import { escapeText } from '../messages/escape-text.ts';
import { warn } from '../files/for-each-input.ts';
import { identityOf, openForRandomAccess, refuseInputAsOutput } from '../files/input.ts';
import { listRecords } from './list-records.ts';
import { loadPlugin } from '../flags/load-plugin.ts';
import { addReadingOptions, sizeOf, threadsOf } from '../flags/option-values.ts';
import type { Output } from '../files/output.ts';
import { openFile, openStdout } from '../files/output.ts';
import { readPack } from '../flags/read-pack.ts';
import type { Subcommand, Work } from '../flags/subcommand.ts';
import type { Extract } from './view-extract.ts';
import { findExtracts, writeFasta, writeJson } from './view-extract.ts';

const EXAMPLES = `Examples:
  pmklc view genome.fa.pmklc chr1:1001-2000       bases 1001 to 2000 of chr1, as FASTA
  pmklc view genome.fa.pmklc chr1 chr2:5,000,000- a whole record, and the end of another
  pmklc view --list-records genome.fa.pmklc       the lines of genome.fa.fai
`;

const NOTES = `
A REGION is NAME, NAME:START-END, NAME:START- or NAME:-END, from 1, both ends included.
If a record has the whole of it for a name, it is that record. An END behind the record's
is moved there; a START behind it is an error, as is a NAME that is not there: nothing is
written then. Lines are as long as those of the record in the file.`;

/** Regions that are longer together are read one after the other. */
const MOST_HELD_RESIDUES = 2 ** 26;
/** Residues that are written at once. */
const CHUNK_BYTES = 2 ** 20;
/** Bases that are decoded in this thread, half a second of work at most: a worker takes 0.15 s to start. */
const LOCAL_BYTES = 2 ** 18;

interface Flags {
  listRecords?: true;
  json?: true;
  output?: string;
  force?: true;
  threads?: string;
  memory?: string;
  engine?: OpenOptions['engine'];
  knowledge?: string[];
  predictor?: string;
}

/** The arguments, checked. */
interface Request extends Omit<Flags, 'threads'> {
  readonly name: string;
  readonly regions: readonly string[];
  readonly threads: number;
  readonly memoryLimitBytes: number | undefined;
}

export const VIEW: Subcommand = {
  examples: EXAMPLES,
  notes: NOTES,
  createParser,
  plan,
};

function createParser(): Parser {
  const parser = new Parser('pmklc view')
    .description('Shows records of an archive, or parts of them, without unpacking the rest.')
    .usage('[options] FILE.pmklc [REGION ...]')
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', NOTES)
    .helpOption('-h, --help', 'print this and exit')
    .argument('<FILE>')
    .argument('[REGION...]');
  parser
    .optionsGroup('What to show (default: the regions, as FASTA):')
    .option('--list-records', 'the records as samtools faidx lists them in a .fai file')
    .option('--json', 'JSON, one object a line');
  parser
    .optionsGroup('Files:')
    .option('-o, --output <FILE>', 'write to FILE')
    .option('-f, --force', 'overwrite it');
  parser
    .optionsGroup('Resources:')
    .option('-T, --threads <N>', 'partitions decoded at a time; default one per core');
  addReadingOptions(parser);
  return parser;
}

function plan(parser: Parser): Work {
  const flags = parser.opts<Flags>();
  const [name, ...regions] = parser.args as [string, ...string[]];
  if (flags.listRecords && regions.length > 0) {
    throw new UsageError('--list-records lists all records: it takes no REGION');
  }
  if (!flags.listRecords && regions.length === 0) {
    throw new UsageError('what is to be shown? (a REGION such as NAME:1-100, or --list-records)');
  }
  if (name === '-') throw new UsageError('view takes a file, not a pipe');
  const settings = { ...flags, threads: threadsOf(flags.threads) };
  const memoryLimitBytes = sizeOf(flags.memory, '--memory');
  return (signal) => run({ ...settings, memoryLimitBytes, name, regions }, signal);
}

async function run(request: Request, signal: AbortSignal): Promise<ExitCode> {
  const { name } = request;
  try {
    return await withArchive(request, signal, (archive) => {
      return withOutput(request, (output) => show(archive, output, request));
    });
  } catch (error) {
    signal.throwIfAborted();
    if (isBrokenPipe(error) || error instanceof UsageError) throw error;
    warn(describeFailure(name, error));
    return exitCodeOf(error);
  }
}

async function withArchive(
  { name, threads, memoryLimitBytes, engine, knowledge = [], predictor }: Request,
  signal: AbortSignal,
  use: (archive: OpenedArchive) => Promise<ExitCode>,
): Promise<ExitCode> {
  const plugin = predictor === undefined ? undefined : await loadPlugin(predictor);
  const runner = codingWorkers(threads, plugin, LOCAL_BYTES);
  try {
    const handle = await openForRandomAccess(name);
    try {
      const archive = await openArchive(handle, {
        runner,
        signal,
        knowledge: { packs: knowledge.map(readPack) },
        ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }),
        ...(engine === undefined ? {} : { engine }),
        ...(plugin === undefined ? {} : { predictor: plugin.predictor }),
      });
      return await use(archive);
    } finally {
      await handle.close();
    }
  } finally {
    await runner.destroy();
  }
}

async function withOutput(
  { name, output: path, force }: Request,
  use: (output: Output) => Promise<ExitCode>,
): Promise<ExitCode> {
  const toFile = path !== undefined && path !== '-';
  if (toFile) await refuseInputAsOutput(path, [{ identity: await identityOf(name) }]);
  const output = toFile ? await openFile(path, force ?? false, 0o666) : openStdout();
  try {
    const exitCode = await use(output);
    await output.commit();
    return exitCode;
  } catch (error) {
    await output.discard();
    throw error;
  }
}

async function show(
  archive: OpenedArchive,
  output: Output,
  { name, regions, json: asJson, listRecords: isList, output: path }: Request,
): Promise<ExitCode> {
  const json = asJson === true;
  const isTerminal = path === undefined && process.stdout.isTTY;
  if (isList) {
    return listRecords(archive, output, { json, isTerminal, archiveName: name });
  }
  // All are looked up before anything is written.
  const extracts = await findExtracts(archive, regions);
  for await (const { extract, residues } of residuesOf(archive, extracts)) {
    const { record, isClipped, text } = extract;
    if (isClipped) warn(`${escapeText(text)}: the record ends at ${record.length}`);
    if (json) await writeJson(output, extract, residues);
    else await writeFasta(output, extract, residues, isTerminal);
  }
  return 0;
}

/**
 * The regions in the order given. Unless they are long, all are read before the first is given: in the order of
 * the file, and before anything is written that an error would make useless.
 */
async function* residuesOf(
  archive: OpenedArchive,
  extracts: readonly Extract[],
): AsyncGenerator<{ extract: Extract; residues: AsyncIterable<Uint8Array> }> {
  const total = extracts.reduce((sum, { start, end }) => sum + end - start, 0);
  const all = total <= MOST_HELD_RESIDUES ? await archive.readAll(extracts) : [];
  for (const [i, extract] of extracts.entries()) {
    const { record, start, end } = extract;
    const held = all[i];
    yield { extract, residues: held ? chunksOf(held) : archive.residues(record, start, end) };
  }
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
    yield bytes.subarray(from, from + CHUNK_BYTES);
  }
}
