/**
 * Inspection of an archive, to see where its information is: what every stretch of the sequence cost, what foresaw it, and
 * what the streams beside the bases take. Decodes all of it, with every check of `decompress`.
 */
import { checkSource } from '@pmklc/container';
import { describeUse, KnowledgePack, publicPackIfLoaded } from '@pmklc/knowledge';
import type { SequenceBlock } from '@pmklc/sequence';
import { outlineOf, STREAM_NAMES } from '@pmklc/sequence';
import { decodePartitionInSteps, unpackStreamsInSteps } from '../partition/decode-partition.ts';
import { decompressStream } from '../decompress.ts';
import { inTurns } from '../flow/in-turns.ts';
import type { ByteSource, DecompressOptions } from '../options.ts';
import type { JobContext, PartitionRunner, StoredPartition } from '../partition/job.ts';
import { loadWasm } from '../partition/load-wasm.ts';
import type { InspectedPartition, Inspection, StreamSize } from './inspection.ts';
import { NotesInOrder } from './notes-in-order.ts';
import { isFast, isForReads } from '../partition/reads-model.ts';
import { namedFormat } from './named-format.ts';
import { privateBytes } from '../private-network/private-network.ts';
import { closeRecord, PartitionWalk, type Place } from './partition-walk.ts';
import { ProfileBuilder } from './profile.ts';
import { RecordList } from './record-list.ts';

/** Options of `inspectArchive`. All is done in the calling thread. */
export interface InspectOptions extends Omit<DecompressOptions, 'runner' | 'semaphore'> {
  /** Most bins of the profile: a power of two in 2..2^24, default 2^16. */
  readonly maxBins?: number;
  /** Most records that are kept, the longest ones: 1..2^24, default 2000. */
  readonly maxRecords?: number;
}

/**
 * Decodes a file of archives and tells where its information is.
 *
 * @throws RangeError for a bad option; otherwise as `decompress`
 */
export async function inspectArchive(
  source: ByteSource,
  { maxBins = 2 ** 16, maxRecords = 2000, ...options }: InspectOptions = {},
): Promise<Inspection> {
  checkSource('source', source);
  if (!isIn(maxBins, 2, 2 ** 24) || (maxBins & (maxBins - 1)) !== 0) {
    throw new RangeError(`maxBins must be a power of two in 2..2^24, got ${maxBins}`);
  }
  if (!isIn(maxRecords, 1, 2 ** 24)) {
    throw new RangeError(`maxRecords must be an integer in 1..2^24, got ${maxRecords}`);
  }
  const inspector = new Inspector(maxBins, maxRecords, options.knowledge?.packs);
  const input = new CountedSource(source);
  let originalBytes = 0;
  for await (const chunk of decompressStream(input.read(), { ...options, runner: inspector })) {
    originalBytes += chunk.length;
  }
  return { ...inspector.finish(input.bytes), originalBytes };
}

function isIn(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}

/** Counts what is read. */
class CountedSource {
  bytes = 0;
  readonly #source: ByteSource;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  async *read(): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.#source instanceof Uint8Array ? [this.#source] : this.#source) {
      this.bytes += chunk.length;
      yield chunk;
    }
  }
}

/** Decodes partitions one after the other, and notes what it sees. */
class Inspector implements PartitionRunner {
  readonly concurrency = 1;
  readonly #place: Place;
  readonly #packs: readonly KnowledgePack[];
  readonly #partitions: InspectedPartition[] = [];
  readonly #streams = new Map<string, StreamSize>();

  constructor(maxBins: number, maxRecords: number, packs: readonly Uint8Array[] = []) {
    const [profile, records] = [new ProfileBuilder(maxBins), new RecordList(maxRecords)];
    this.#place = { profile, records, open: undefined };
    const own = publicPackIfLoaded();
    this.#packs = [...packs.map((file) => KnowledgePack.read(file)), ...(own ? [own] : [])];
  }

  encode(): never {
    throw new TypeError('an inspector decodes');
  }

  async decode(partition: StoredPartition, context: JobContext): Promise<SequenceBlock> {
    await loadWasm(context.engine);
    const { signal } = context;
    const { header, payload } = partition;
    const { index, format, inputBytes, baseCount } = header;
    const streams = await inTurns(unpackStreamsInSteps(partition.streams), signal);
    const layout = { format, inputBytes, bases: new Uint8Array(baseCount), streams };
    const outline = outlineOf(layout);
    const start = this.#place.profile.residues;
    const walk = new PartitionWalk(outline, this.#place, index > 0 && format !== 'fastq');
    const { add: report } = new NotesInOrder((next) => walk.take(next));
    const stored = { header, streams: [], payload };
    const { bases } = await inTurns(decodePartitionInSteps(stored, { ...context, report }), signal);
    walk.finish();
    const networkBytes = privateBytes(header.model.knowledge);
    const payloadBytes = payload.length - networkBytes;
    this.#addSizes(partition, networkBytes);
    const archive = (this.#partitions.at(-1)?.archive ?? -1) + (index === 0 ? 1 : 0);
    const facts = { archive, start, residues: outline.residues, payloadBytes };
    this.#partitions.push({ ...facts, ...this.#describe(partition) });
    return { ...layout, bases };
  }

  finish(archiveBytes: number): Omit<Inspection, 'originalBytes'> {
    const { records, profile } = this.#place;
    closeRecord(this.#place);
    const known = [...this.#streams.values()];
    const framing = known.reduce((rest, { packedBytes }) => rest - packedBytes, archiveBytes);
    const streams = [...known, { name: 'framing', packedBytes: framing, rawBytes: 0 }];
    const { carried } = profile;
    return {
      archiveBytes,
      residues: profile.residues,
      bases: carried.reduce((sum, { bases }) => sum + bases, 0),
      bits: carried.reduce((sum, { bits }) => sum + bits, 0),
      partitions: this.#partitions,
      streams: streams
        .filter(({ packedBytes }) => packedBytes > 0)
        .sort((a, b) => b.packedBytes - a.packedBytes),
      carried,
      profile: profile.finish(),
      records: records.finish(),
      recordCount: records.count,
    };
  }

  #describe({ header, streams }: StoredPartition) {
    const { index, format, baseCount, inputBytes, model } = header;
    return {
      index,
      format: namedFormat(format, streams),
      bases: baseCount,
      originalBytes: inputBytes,
      level: model.level,
      isFast: isFast(model),
      isCustom: model.config.length > 0 && !isFast(model) && !isForReads(model),
      bothStrands: model.bothStrands ?? false,
      lanes: model.lanes,
      predictor: model.predictor?.id,
      knowledge: model.knowledge.map((entry) => describeUse(entry, this.#packs)),
      snapshotFrom: model.snapshotFrom,
      prefixUpTo: model.prefixUpTo,
    };
  }

  #addSizes({ header, streams, payload }: StoredPartition, networkBytes: number): void {
    this.#addSize('bases', payload.length - networkBytes, header.baseCount);
    this.#addSize('private network', networkBytes, 0);
    for (const { id, bytes, rawBytes } of streams) {
      this.#addSize(STREAM_NAMES[id] ?? `stream ${id}`, bytes.length, rawBytes);
    }
  }

  #addSize(name: string, packed: number, raw: number): void {
    const { packedBytes = 0, rawBytes = 0 } = this.#streams.get(name) ?? {};
    this.#streams.set(name, { name, packedBytes: packedBytes + packed, rawBytes: rawBytes + raw });
  }
}
