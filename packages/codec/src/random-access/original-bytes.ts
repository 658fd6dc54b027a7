/**
 * The original bytes of a file of archives, from any place: only the partitions that hold them are
 * decoded, and of a partition only the bases up to the last byte that is asked for.
 */
import type {
  ArchiveIndex,
  PartitionHeader,
  PartitionLocation,
  PartitionReader,
  RandomAccessSource,
} from '@pmklc/container';
import { crc32, DigestStream, readPartition } from '@pmklc/container';
import type { Snapshot } from '@pmklc/models';
import { PmklcError } from '@pmklc/core';
import type { SequenceBlock, SideStream } from '@pmklc/sequence';
import { basesBefore, joinBlock } from '@pmklc/sequence';
import { unpackStreams } from '../partition/decode-partition.ts';
import { KeptBases } from '../passing/shared-bases.ts';
import { mapInOrder } from '../flow/map-in-order.ts';
import type { DecompressOptions } from '../options.ts';
import { DEFAULT_MEMORY_LIMIT_BYTES } from '../options.ts';
import type { JobContext } from '../partition/partition-runner.ts';
import { privateBytes } from '../private-network/private-network.ts';
import { inProcessRunner } from '../partition/partition-runner.ts';
import { Slots } from '../flow/semaphore.ts';

/** How an archive is opened. */
export type OpenOptions = Pick<
  DecompressOptions,
  'memoryLimitBytes' | 'predictor' | 'engine' | 'knowledge' | 'signal' | 'runner'
>;

/** One partition, and where its bytes are in the whole input. */
interface Place {
  readonly archive: ArchiveIndex;
  readonly location: PartitionLocation;
  readonly start: number;
  readonly end: number;
}

/** A partition of which the first `bytes` bytes can be joined. */
interface Decoded {
  readonly bytes: number;
  readonly block: SequenceBlock;
}

/** Partitions that stay decoded, and snapshots that stay known. */
const MOST_KEPT = 2;
/** A base takes at most two bytes of the payload, and the decoder looks a few bytes ahead. */
const PAYLOAD_BYTES_PER_BASE = 2;
const LOOK_AHEAD_BYTES = 16;

export class PartitionTexts {
  /** Bytes of the whole input. */
  readonly inputBytes: number;
  readonly #source: RandomAccessSource;
  readonly #places: readonly Place[];
  readonly #options: OpenOptions;
  readonly #kept = new Map<Place, Decoded>();
  readonly #snapshots = new Map<Place, Snapshot>();
  /** Bases that later partitions copy from. */
  readonly #copied = new Map<Place, Uint8Array>();

  constructor(
    source: RandomAccessSource,
    archives: readonly ArchiveIndex[],
    options: OpenOptions = {},
  ) {
    this.#source = source;
    this.#options = options;
    this.#places = placesOf(archives);
    this.inputBytes = this.#places.at(-1)?.end ?? 0;
  }

  /** How the first partition was read; undefined when there is none. */
  async format(): Promise<SequenceBlock['format'] | undefined> {
    const [first] = this.#places;
    return first && (await this.#open(first)).header.format;
  }

  /** All of the input, but with any letters for bases: nothing is decoded but side streams. */
  async *layout(): AsyncGenerator<Uint8Array> {
    for (const place of this.#places) yield* joinBlock(await this.#layoutOf(place));
  }

  /**
   * The original bytes `start..end - 1`. What was damaged in the archive is found by the checksums of
   * frames; what was decoded to the end of a partition is compared with its own, too.
   */
  async *bytes(start: number, end: number): AsyncGenerator<Uint8Array> {
    const { signal, runner = inProcessRunner } = this.#options;
    const places = this.#places.filter((place) => place.end > start && place.start < end);
    const decoded = mapInOrder(
      toAsync(places),
      new Slots(runner.concurrency),
      async (place, stop) => {
        const signals = signal === undefined ? stop : AbortSignal.any([signal, stop]);
        const last = Math.min(end, place.end) - place.start;
        return { place, last, block: await this.#decode(place, last, signals) };
      },
    );
    for await (const { place, last, block } of decoded) {
      yield* textBetween(block, Math.max(start - place.start, 0), last);
    }
  }

  async #open({ location }: Place) {
    this.#options.signal?.throwIfAborted();
    const { memoryLimitBytes = DEFAULT_MEMORY_LIMIT_BYTES } = this.#options;
    return readPartition(this.#source, location, { memoryLimitBytes });
  }

  async #layoutOf(place: Place): Promise<SequenceBlock> {
    const { header, streams } = await this.#open(place);
    const { format, inputBytes, baseCount } = header;
    return {
      format,
      inputBytes,
      bases: new Uint8Array(baseCount),
      streams: unpackStreams(streams),
    };
  }

  /** A block whose first `bytes` bytes are right. */
  async #decode(place: Place, bytes: number, signal: AbortSignal): Promise<SequenceBlock> {
    const known = this.#kept.get(place);
    if (known !== undefined && known.bytes >= bytes) return known.block;
    // Who comes back for more may come again.
    const wanted = known === undefined ? bytes : place.location.inputBytes;
    const block = await this.#decodeAnew(place, wanted, signal);
    remember(this.#kept, place, { bytes: wanted, block });
    return block;
  }

  async #decodeAnew(place: Place, bytes: number, signal: AbortSignal): Promise<SequenceBlock> {
    const partition = await this.#open(place);
    const { header } = partition;
    const streams: SideStream[] = unpackStreams(partition.streams);
    const { format, inputBytes, baseCount } = header;
    const bases = new Uint8Array(baseCount);
    const block = { format, inputBytes, bases, streams };
    const isWhole = bytes === inputBytes;
    const firstBases = isWhole ? baseCount : basesBefore(block, bytes);
    bases.set(await this.#decodeBases(place, partition, firstBases, { signal }));
    if (isWhole) checkText(place, block, header.contentCrc);
    return block;
  }

  async #decodeBases(
    place: Place,
    partition: PartitionReader,
    firstBases: number,
    context: Pick<JobContext, 'signal' | 'capture'>,
  ): Promise<Uint8Array> {
    const { predictor, engine, knowledge, runner = inProcessRunner } = this.#options;
    const { header } = partition;
    const isWhole = firstBases === header.baseCount;
    const before = privateBytes(header.model.knowledge) + LOOK_AHEAD_BYTES;
    const enough = isWhole ? Infinity : before + PAYLOAD_BYTES_PER_BASE * firstBases;
    const payload = await partition.readPayload(enough);
    const snapshot = await this.#snapshotFor(place, header, context.signal);
    const primer = await this.#primerFor(place, header, context.signal);
    const { bases } = await runner.decode(
      { header, streams: [], payload, firstBases },
      {
        index: header.index,
        predictor,
        engine,
        knowledge,
        progress: () => {},
        ...context,
        ...(snapshot && { snapshot }),
        ...(primer && { primer }),
      },
    );
    return bases;
  }

  /**
   * What the partition's model starts from, if anything: of each partition that this goes back to, no
   * more is decoded than up to where it was taken.
   */
  async #snapshotFor(
    { archive }: Place,
    { index, model }: PartitionHeader,
    signal: AbortSignal,
  ): Promise<Snapshot | undefined> {
    if (model.snapshotFrom === undefined) return undefined;
    const isOrigin = ({ location }: Place) => location.index === model.snapshotFrom;
    const origin = this.#places.find((place) => place.archive === archive && isOrigin(place))!;
    const known = this.#snapshots.get(origin);
    if (known !== undefined) return known;
    const partition = await this.#open(origin);
    const { snapshotBases: bases } = partition.header.model;
    let snapshot: Snapshot | undefined;
    if (bases !== undefined) {
      const capture = { bases, take: (taken: Snapshot) => (snapshot = taken) };
      await this.#decodeBases(origin, partition, bases, { signal, capture });
    }
    if (snapshot === undefined) {
      const what = `partition ${index} starts from partition ${model.snapshotFrom}, which keeps nothing`;
      throw new PmklcError('corrupt', what);
    }
    remember(this.#snapshots, origin, snapshot);
    return snapshot;
  }

  /** What the partition copies from, if anything: earlier partitions, which are decoded for it. */
  async #primerFor(
    { archive }: Place,
    { model: { primerUpTo } }: PartitionHeader,
    signal: AbortSignal,
  ): Promise<Uint8Array | undefined> {
    if (primerUpTo === undefined) return undefined;
    const kept = new KeptBases();
    for (const place of this.#places) {
      const { index, inputBytes } = place.location;
      if (place.archive !== archive || index > primerUpTo) continue;
      const { model, baseCount } = (await this.#open(place)).header;
      if (!model.basesKept) continue;
      const known = this.#copied.get(place);
      const bases = known ?? (await this.#decode(place, inputBytes, signal)).bases;
      this.#copied.set(place, bases);
      kept.keep(index, baseCount, Promise.resolve(bases));
    }
    return kept.upTo(primerUpTo);
  }
}

/** The latest few stay. */
function remember<Value>(kept: Map<Place, Value>, place: Place, value: Value): void {
  kept.delete(place);
  kept.set(place, value);
  for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest);
}

function placesOf(archives: readonly ArchiveIndex[]): Place[] {
  let start = 0;
  return archives.flatMap((archive) =>
    archive.partitions.map((location) => {
      const place = { archive, location, start, end: start + location.inputBytes };
      start = place.end;
      return place;
    }),
  );
}

/** The bytes `start..end - 1` of a block. */
function* textBetween(block: SequenceBlock, start: number, end: number): Generator<Uint8Array> {
  let from = 0;
  for (const chunk of joinBlock(block)) {
    const piece = chunk.subarray(Math.max(start - from, 0), end - from);
    if (piece.length > 0) yield piece;
    from += chunk.length;
    if (from >= end) return;
  }
}

/** @throws PmklcError `checksum-mismatch` when the block is not what was packed */
function checkText({ archive }: Place, block: SequenceBlock, contentCrc?: number): void {
  const digest = new DigestStream();
  let crc = 0;
  for (const chunk of joinBlock(block)) {
    if (contentCrc === undefined) digest.update(chunk);
    else crc = crc32(chunk, crc);
  }
  // Only a partition that is alone has no checksum of its own.
  if (contentCrc === undefined) digest.verify(archive.digest);
  else if (crc !== contentCrc) {
    throw new PmklcError('checksum-mismatch', 'a partition does not unpack to what was packed');
  }
}

async function* toAsync<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items;
}
