/**
 * `pmklc view`: records of an archive, or parts of them, as FASTA; as samtools faidx does.
 */
import type { OpenedArchive, OpenOptions } from '@pmklc/codec';
import { Command as Parser } from 'commander';
import { memberPathOf, openMember } from '../collection/open-member.ts';
import { codingWorkers } from './coding-workers.ts';
import type { ExitCode } from '../messages/errors.ts';
import {
  describeFailure,
  exitCodeOf,
  FileError,
  isBrokenPipe,
  UsageError,
} from '../messages/errors.ts';
import { escapeText } from '../messages/escape-text.ts';
import { warn } from '../files/for-each-input.ts';
import { openArchiveSource } from '../files/archive-source.ts';
import { identityOf, refuseInputAsOutput } from '../files/input.ts';
import { listNames, listRecords } from './list-records.ts';
import { reverseComplement } from './reverse-complement.ts';
import { loadPlugin } from '../flags/load-plugin.ts';
import { addReadingOptions, sizeOf, threadsOf } from '../flags/option-values.ts';
import type { Output } from '../files/output.ts';
import { openFile, openStdout } from '../files/output.ts';
import { readPack } from '../flags/read-pack.ts';
import { readRegions, type RegionRequest } from '../flags/read-regions.ts';
import type { Subcommand, Work } from '../flags/subcommand.ts';
import type { Extract } from './view-extract.ts';
import { findExtracts, writeFasta, writeFastq, writeJson, writeLine } from './view-extract.ts';

const EXAMPLES = `Examples:
  pmklc view genome.fa.pmklc chr1:1001-2000       bases 1001 to 2000 of chr1, as FASTA
  pmklc view genome.fa.pmklc chr1 chr2:5,000,000- a whole record, and the end of another
  pmklc view -r genes.bed genome.fa.pmklc         all regions of a file
  pmklc view --list-records genome.fa.pmklc       the lines of genome.fa.fai
  pmklc view set.pmklc::a.fa chr1:1-100           bases of a file in a collection
  pmklc view https://host/a.pmklc chr1:1-100      no more is sent than the partition that has them
`;

const NOTES = `
A REGION is NAME, NAME:START-END, NAME:START- or NAME:-END, from 1, both ends included.
With /rc behind it, it is read on the opposite strand. If a record has the whole of it for a name, it is
that record; {NAME} is a name whatever is in it. An END behind the record's
is moved there; a START behind it is an error, as is a NAME that is not there: nothing is
written then. Lines are as long as those of the record in the file. FILE may be a URL of http or https, of a
server that sends ranges; pack what is to be read so with --partition 4M --smp off.`;

/** Regions that are longer together are read one after the other. */
const MOST_HELD_RESIDUES = 2 ** 26;
/** Residues that are written at once. */
const CHUNK_BYTES = 2 ** 20;
/** Bases that are decoded in this thread, half a second of work at most: a worker takes 0.15 s to start. */
const LOCAL_BYTES = 2 ** 18;

interface Flags {
  listRecords?: true;
  idsOnly?: true;
  seqOnly?: true;
  fastq?: true;
  regions?: string;
  reverseComplement?: true;
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
interface Request extends Omit<Flags, 'threads' | 'regions'> {
  readonly name: string;
  readonly regions: readonly RegionRequest[];
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
    .option(
      '-r, --regions <FILE>',
      'the regions in FILE, one a line or BED, which may have strands',
    )
    .option('-i, --reverse-complement', 'the opposite strand of all regions')
    .option('--fastq', 'regions with their qualities, as FASTQ; of FASTQ files')
    .option('--seq-only', 'residues only, a line for each region')
    .option('--ids-only', 'the names of all records')
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
  const [name, ...texts] = parser.args as [string, ...string[]];
  checkShown(flags, texts);
  const listed = flags.regions === undefined ? [] : readRegions(flags.regions);
  const isReversed = flags.reverseComplement ?? false;
  const regions = [...texts.map((text) => ({ text, isReversed: false })), ...listed].map((one) => ({
    ...one,
    isReversed: isReversed !== one.isReversed,
  }));
  if (name === '-') throw new UsageError('view takes a file, not a pipe');
  const settings = { ...flags, threads: threadsOf(flags.threads) };
  const memoryLimitBytes = sizeOf(flags.memory, '--memory');
  return (signal) => run({ ...settings, memoryLimitBytes, name, regions }, signal);
}

/** @throws UsageError when it is not clear what is to be shown */
function checkShown(flags: Flags, texts: readonly string[]): void {
  const { listRecords, idsOnly, seqOnly, fastq, json, regions, reverseComplement } = flags;
  const hasRegions = texts.length > 0 || regions !== undefined;
  const list = listRecords ? '--list-records' : idsOnly ? '--ids-only' : undefined;
  if (list !== undefined && hasRegions) {
    throw new UsageError(`${list} lists all records: it takes no REGION`);
  }
  if (list === undefined && !hasRegions) {
    throw new UsageError('what is to be shown? (a REGION such as NAME:1-100, or --list-records)');
  }
  const shapes = [
    listRecords && '--list-records',
    idsOnly && '--ids-only',
    seqOnly && '--seq-only',
    fastq && '--fastq',
    json && !listRecords && '--json',
  ].filter((shape) => typeof shape === 'string');
  if (shapes.length > 1) throw new UsageError(`${shapes.join(' and ')} exclude each other`);
  if (list !== undefined && reverseComplement) throw new UsageError(`${list} takes no -i`);
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
    const place = await memberPathOf(name);
    const { source, close } = await openArchiveSource(place.path, signal);
    try {
      const archive = await openMember(source, place, {
        runner,
        signal,
        knowledge: { packs: knowledge.map(readPack) },
        ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }),
        ...(engine === undefined ? {} : { engine }),
        ...(plugin === undefined ? {} : { predictor: plugin.predictor }),
      });
      return await use(archive);
    } finally {
      await close();
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
  if (toFile) {
    const { path: archive } = await memberPathOf(name);
    await refuseInputAsOutput(path, [{ identity: await identityOf(archive) }]);
  }
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

async function show(archive: OpenedArchive, output: Output, request: Request): Promise<ExitCode> {
  const { name, regions, json: asJson, output: path } = request;
  const json = asJson === true;
  const isTerminal = path === undefined && process.stdout.isTTY;
  if (request.listRecords) {
    return listRecords(archive, output, { json, isTerminal, archiveName: name });
  }
  if (request.idsOnly) return listNames(archive, output, isTerminal);
  // All are looked up before anything is written.
  const extracts = await findExtracts(archive, regions);
  for (const { isClipped, text, record } of extracts) {
    if (isClipped) warn(`${escapeText(text)}: the record ends at ${record.length}`);
  }
  if (request.fastq) return showFastq(archive, output, extracts, isTerminal);
  for await (const { extract, residues } of residuesOf(archive, extracts)) {
    if (json) await writeJson(output, extract, residues);
    else if (request.seqOnly) await writeLine(output, residues);
    else await writeFasta(output, extract, residues, isTerminal);
  }
  return 0;
}

/** Reads are short: all are held. */
async function showFastq(
  archive: OpenedArchive,
  output: Output,
  extracts: readonly Extract[],
  isTerminal: boolean,
): Promise<ExitCode> {
  const bare = extracts.find(({ record }) => record.qualityOffset === undefined);
  if (bare !== undefined) {
    throw new FileError(`the record "${bare.record.name}" has no qualities: it takes no --fastq`);
  }
  const residues = await archive.readAll(extracts);
  const qualities = await archive.readAllQualities(extracts);
  for (const [i, { text, isReversed }] of extracts.entries()) {
    const [letters, scores] = [residues[i]!, qualities[i]!];
    const shown = isTerminal ? escapeText(text) : text;
    if (isReversed) {
      await writeFastq(output, shown, reverseComplement(letters), scores.slice().reverse());
    } else await writeFastq(output, shown, letters, scores);
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
    const { record, start, end, isReversed } = extract;
    const held =
      isReversed && all[i] === undefined ? await archive.read(record, start, end) : all[i];
    if (held === undefined) {
      yield { extract, residues: archive.residues(record, start, end) };
    } else {
      yield { extract, residues: chunksOf(isReversed ? reverseComplement(held) : held) };
    }
  }
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
    yield bytes.subarray(from, from + CHUNK_BYTES);
  }
}
