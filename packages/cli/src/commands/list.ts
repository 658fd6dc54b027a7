/**
 * Contents of an archive, from its ends and headers; nothing is decoded.
 */
import type {
  ArchiveIndex,
  PartitionHeader,
  PartitionReader,
  RandomAccessSource,
} from '@pmklc/container';
import { fileSource, readIndex, readPartition } from '@pmklc/container';
import { isFast, isForReads, namedFormat, readMembers } from '@pmklc/codec';
import { describeUse, KnowledgePack, namedPack, publicPack } from '@pmklc/knowledge';
import type { Command } from '../flags/command.ts';
import { openForRandomAccess } from '../files/input.ts';

/** One file; it may hold several archives, one after the other. */
export interface Listing {
  readonly name: string;
  readonly archives: number;
  readonly partitions: number;
  /** Formats of sequence, each once; `protein` is `raw` to a reader. */
  readonly formats: readonly string[];
  /**
   * Each once: a level, "6 reads" where its model is that of reads, "6 custom" where it is another, "6 both-strands" where it learned from both,
   * "6 with ID" or "ID" for a predictor.
   */
  readonly models: readonly string[];
  /** Numbers of lanes that partitions were coded in, each once. */
  readonly lanes: readonly number[];
  /** Packs of static knowledge and what of them was used, each once. */
  readonly knowledge: readonly string[];
  /** Knowledge and predictors that must be given to unpack it, each once: "pack ID", "predictor ID"; or what only another version has. */
  readonly needs: readonly string[];
  readonly bases: number;
  readonly originalBytes: number;
  readonly archiveBytes: number;
  /** Files, of a collection; absent where it is none. */
  readonly files?: number;
  /** Names of the files of mates that it holds, each once; none where it is of one file. */
  readonly mates: readonly string[];
  /** The digests that the archives hold, in hexadecimal. */
  readonly digests: readonly string[];
}

/**
 * @param packs that were given with `--knowledge`
 * @throws PmklcError when the file is no archive or its index is damaged; FileError, or the system's error
 */
export async function listArchive(
  command: Command,
  packs: readonly Uint8Array[],
  name: string,
): Promise<Listing> {
  const handle = await openForRandomAccess(name);
  try {
    const source = await fileSource(handle);
    const archives = await readIndex(source);
    const members = archives.some((one) => one.members) ? await readMembers(source) : undefined;
    const files = members?.filter(({ kind }) => kind === 'file');
    const described: Described[] = [];
    for (const archive of archives) described.push(...(await describe(source, archive, command)));
    const headers = described.map(({ header }) => header);
    return {
      name,
      ...(files && { files: files.length }),
      archives: archives.length,
      partitions: headers.length,
      formats: unique(described.map(({ format }) => format)),
      models: unique(headers.filter(({ baseCount }) => baseCount > 0).map(modelName)),
      lanes: unique(headers.map(({ model }) => model.lanes)),
      knowledge: knowledgeOf(headers, packs),
      needs: needsOf(headers),
      bases: sum(headers.map(({ baseCount }) => baseCount)),
      originalBytes: sum(
        files?.map(({ size }) => size) ?? headers.map(({ inputBytes }) => inputBytes),
      ),
      archiveBytes: source.size,
      mates: unique(archives.flatMap(({ header }) => header.mateNames ?? [])),
      digests: archives.map(({ digest }) => Buffer.from(digest).toString('hex')),
    };
  } finally {
    await handle.close();
  }
}

/** A partition: its header, and its format by a name for people. */
interface Described {
  readonly header: PartitionHeader;
  readonly format: string;
}

/** Side streams are read for it, and let go: many may be large. */
function describedOf({ header, streams }: PartitionReader): Described {
  return { header, format: namedFormat(header.format, streams) };
}

async function describe(
  source: RandomAccessSource,
  { partitions }: ArchiveIndex,
  { memoryLimitBytes }: Command,
): Promise<Described[]> {
  const options = memoryLimitBytes === undefined ? {} : { memoryLimitBytes };
  const described: Described[] = [];
  for (const location of partitions) {
    described.push(describedOf(await readPartition(source, location, options)));
  }
  return described;
}

function modelName({ model }: PartitionHeader): string {
  const { level, config, bothStrands, predictor } = model;
  if (level === 0 && predictor !== undefined) return predictor.id;
  if (isFast(model)) return 'fast';
  const custom = config.length === 0 ? '' : isForReads(model) ? ' reads' : ' custom';
  const strands = bothStrands ? ' both-strands' : '';
  return `${level}${custom}${strands}${predictor === undefined ? '' : ` with ${predictor.id}`}`;
}

function knowledgeOf(headers: readonly PartitionHeader[], given: readonly Uint8Array[]): string[] {
  const entries = headers.flatMap(({ model }) => model.knowledge);
  if (entries.length === 0) return [];
  const packs = [publicPack(), ...given.map((file) => KnowledgePack.read(file))];
  return unique(entries.map((entry) => describeUse(entry, packs)));
}

function needsOf(headers: readonly PartitionHeader[]): string[] {
  const needs = headers.flatMap(({ model: { knowledge, predictor } }) => [
    ...knowledge.map(packNeeded),
    predictor === undefined ? undefined : `predictor ${predictor.id}`,
  ]);
  return unique(needs.filter((need) => need !== undefined));
}

/** A pack that does not come with this version, in the words of a listing. */
function packNeeded(entry: Uint8Array): string | undefined {
  const pack = namedPack(entry);
  if (pack === undefined || pack.hexId === publicPack().hexId) return undefined;
  const { hexId, revision } = pack;
  return revision === 0 ? `pack ${hexId}` : `public pack ${hexId} of revision ${revision}`;
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
