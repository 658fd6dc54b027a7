/**
 * The original bytes of a file of archives, from any place: only the partitions that hold them are
 * decoded, and of a partition only the bases up to the last byte that is asked for.
 */
import type {
  ArchiveIndex,
  PartitionHeader,
  PartitionReader,
  RandomAccessSource,
} from '@pmklc/container';
import { DEFAULT_MEMORY_LIMIT_BYTES, readPartition } from '@pmklc/container';
import type { Snapshot } from '@pmklc/models';
import { PmklcError } from '@pmklc/core';
import type { SequenceBlock } from '@pmklc/sequence';
import { basesBefore, hasSeparateQualities, joinBlock } from '@pmklc/sequence';
import { StreamReader } from '@pmklc/streams';
import { BlockText } from './block-text.ts';
import { SharedBases } from '../passing/shared-bases.ts';
import { mapInOrder } from '../flow/map-in-order.ts';
import type { DecompressOptions } from '../options.ts';
import type { JobContext } from '../partition/job.ts';
import type { Place } from './partition-place.ts';
import { checkText, placesOf } from './partition-place.ts';
import { privateBytes } from '../private-network/private-network.ts';
import { remember } from './latest-few.ts';
import { inProcessRunner } from '../partition/partition-runner.ts';
import { Semaphore } from '../flow/semaphore.ts';

/** Options for opening an archive. */
export type OpenOptions = Pick<
  DecompressOptions,
  'memoryLimitBytes' | 'predictor' | 'engine' | 'knowledge' | 'signal' | 'runner' | 'threads'
>;

/** A partition of which the first `bytes` bytes can be joined. */
interface Decoded {
  readonly bytes: number;
  readonly block: SequenceBlock;
  /** All of it but qualities; the same as `text` where these are needed to know the rest. */
  readonly reads: BlockText;
  readonly text: BlockText;
  /** Whether it was compared with its checksum, or need not be. */
  isChecked: boolean;
}

/** Bytes `start..end - 1` of the whole input. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Request for bytes of a partition. */
interface Request {
  readonly signal: AbortSignal;
  /** Whether its qualities may be anything. */
  readonly isReads: boolean;
}

/** A base takes at most two bytes of the payload, and the decoder looks a few bytes ahead. */
const PAYLOAD_BYTES_PER_BASE = 2;
const LOOK_AHEAD_BYTES = 16;
/** Bytes of the layout that are made at a time: what is made is unpacked. */
const LAYOUT_BYTES = 2 ** 12;

export class OriginalBytes {
  /** Bytes of the whole input. */
  readonly inputBytes: number;
  readonly #source: RandomAccessSource;
  readonly #places: readonly Place[];
  readonly #options: OpenOptions;
  readonly #kept = new Map<Place, Decoded>();
  /** Side streams, unpacked as far as they were read. */
  readonly #streams = new Map<Place, readonly StreamReader[]>();
  /** Bytes of a partition that will be asked for. */
  readonly #expected = new Map<Place, number>();
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

  /** Format as which the partition with that byte was read; undefined when there is none. */
  async format(at = 0): Promise<SequenceBlock['format'] | undefined> {
    const first = this.#places.find(({ start, end }) => start <= at && at < end);
    return first && (await this.#open(first)).header.format;
  }

  /**
   * All of the input, but with any letters for bases, and any characters for qualities where the rest is known
   * without them. Nothing is decoded but side streams, as far as it is read.
   *
   * @param start first byte that is wanted: partitions before it are left out
   */
  async *layout(start = 0): AsyncGenerator<Uint8Array> {
    for (const place of this.#places) {
      if (place.end <= start) continue;
      const { header, streams } = await this.#openStreams(place);
      const { format, inputBytes, baseCount } = header;
      const block = { format, inputBytes, bases: new Uint8Array(baseCount), streams };
      yield* joinBlock(block, { chunkBytes: LAYOUT_BYTES, layoutOnly: true });
    }
  }

  /** Offset at which the partition with that byte begins. */
  startOf(at: number): number {
    return this.#places.find(({ end }) => at < end)?.start ?? this.inputBytes;
  }

  /**
   * Says what will be asked for, in any order: a partition is then decoded once, no further than the last
   * byte of it.
   */
  expect(ranges: readonly ByteRange[]): void {
    this.#expected.clear();
    for (const { start, end } of ranges) {
      for (const place of this.#places) {
        if (place.end <= start || place.start >= end) continue;
        const last = Math.min(end, place.end) - place.start;
        this.#expected.set(place, Math.max(last, this.#expected.get(place) ?? 0));
      }
    }
  }

  /**
   * The original bytes `start..end - 1`. What was damaged in the archive is found by the checksums of
   * frames; what was decoded to the end of a partition is compared with its own, too.
   *
   * @param isReads whether qualities may be anything: they are not unpacked then, where that is possible
   */
  async *bytes(start: number, end: number, isReads = false): AsyncGenerator<Uint8Array> {
    if (start === end) return;
    const { signal, runner = inProcessRunner } = this.#options;
    const places = this.#places.filter((place) => place.end > start && place.start < end);
    const decoded = mapInOrder(
      toAsync(places),
      new Semaphore(runner.concurrency),
      async (place, stop) => {
        const signals = signal === undefined ? stop : AbortSignal.any([signal, stop]);
        const last = Math.min(end, place.end) - place.start;
        const found = await this.#decode(place, last, { signal: signals, isReads });
        return { place, last, text: isReads ? found.reads : found.text };
      },
    );
    for await (const { place, last, text } of decoded) {
      yield* text.between(Math.max(start - place.start, 0), last);
    }
  }

  async #open({ location }: Place) {
    this.#options.signal?.throwIfAborted();
    const { memoryLimitBytes = DEFAULT_MEMORY_LIMIT_BYTES } = this.#options;
    return readPartition(this.#source, location, { memoryLimitBytes });
  }

  /** Opens a partition. Its payload can be read as long as no other partition is opened. */
  async #openStreams(place: Place) {
    const partition = await this.#open(place);
    const streams =
      this.#streams.get(place) ?? partition.streams.map((stream) => new StreamReader(stream));
    remember(this.#streams, place, streams);
    return { partition, header: partition.header, streams };
  }

  /** A block whose first `bytes` bytes are right. */
  async #decode(place: Place, bytes: number, request: Request): Promise<Decoded> {
    const { inputBytes } = place.location;
    const known = this.#kept.get(place);
    const isEnough = known !== undefined && known.bytes >= bytes;
    const expected = this.#expected.get(place) ?? 0;
    // Who comes back for more than was said may come again.
    const wanted =
      expected >= bytes || known === undefined ? Math.max(expected, bytes) : inputBytes;
    const decoded = isEnough ? known : await this.#decodeAnew(place, wanted, request.signal);
    remember(this.#kept, place, decoded);
    const isPartial = request.isReads && decoded.reads !== decoded.text;
    if (decoded.bytes < inputBytes || isPartial || decoded.isChecked) return decoded;
    checkText(place, decoded.block, (await this.#open(place)).header.contentCrc);
    decoded.isChecked = true;
    return decoded;
  }

  async #decodeAnew(place: Place, bytes: number, signal: AbortSignal): Promise<Decoded> {
    const { partition, header, streams } = await this.#openStreams(place);
    const { format, inputBytes, baseCount } = header;
    const bases = new Uint8Array(baseCount);
    const block = { format, inputBytes, bases, streams };
    const firstBases = bytes === inputBytes ? baseCount : basesBefore(block, bytes);
    // As many steps as the longest lane has decode all of them.
    const isWhole = firstBases >= Math.ceil(baseCount / header.model.lanes);
    const count = isWhole ? baseCount : firstBases;
    bases.set(await this.#decodeBases(place, partition, count, { signal }));
    const text = new BlockText(block);
    const reads = hasSeparateQualities(block) ? new BlockText(block, true) : text;
    return { bytes: isWhole ? inputBytes : bytes, block, text, reads, isChecked: false };
  }

  async #decodeBases(
    place: Place,
    partition: PartitionReader,
    firstBases: number,
    context: Pick<JobContext, 'signal' | 'capture'>,
  ): Promise<Uint8Array> {
    const {
      predictor,
      engine,
      knowledge = {},
      runner = inProcessRunner,
      threads = 1,
    } = this.#options;
    const { header } = partition;
    // What lanes need is all over the payload.
    const isWhole = firstBases === header.baseCount || header.model.lanes > 1;
    const before = privateBytes(header.model.knowledge) + LOOK_AHEAD_BYTES;
    const enough = isWhole ? Infinity : before + PAYLOAD_BYTES_PER_BASE * firstBases;
    const payload = await partition.readPayload(enough);
    const snapshot = await this.#snapshotFor(place, header, context.signal);
    const prefix = await this.#prefixFor(place, header, context.signal);
    const { bases } = await runner.decode(
      { header, streams: [], payload, firstBases },
      {
        index: header.index,
        predictor,
        engine,
        packs: knowledge.packs,
        progress: () => {},
        threads,
        ...context,
        ...(snapshot && { snapshot }),
        ...(prefix && { prefix }),
      },
    );
    return bases;
  }

  /**
   * Snapshot that the partition's model starts from, if any: of each partition that this goes back to, no
   * more is decoded than up to where its snapshot was taken.
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
    const { snapshotBases: bases, lanes } = partition.header.model;
    let snapshot: Snapshot | undefined;
    if (bases !== undefined) {
      const capture = { bases, take: (taken: Snapshot) => (snapshot = taken) };
      // A step decodes a base of each lane.
      await this.#decodeBases(origin, partition, Math.ceil(bases / lanes), { signal, capture });
    }
    if (snapshot === undefined) {
      const what = `partition ${index} starts from partition ${model.snapshotFrom}, which keeps nothing`;
      throw new PmklcError('corrupt', what);
    }
    remember(this.#snapshots, origin, snapshot);
    return snapshot;
  }

  /** Bases that the partition copies from, if any: those of earlier partitions, which are decoded for it. */
  async #prefixFor(
    { archive }: Place,
    { model: { prefixUpTo } }: PartitionHeader,
    signal: AbortSignal,
  ): Promise<Uint8Array | undefined> {
    if (prefixUpTo === undefined) return undefined;
    const kept = new SharedBases();
    for (const place of this.#places) {
      const { index, inputBytes } = place.location;
      if (place.archive !== archive || index > prefixUpTo) continue;
      const { model, baseCount } = (await this.#open(place)).header;
      if (!model.basesKept) continue;
      const known = this.#copied.get(place);
      const decode = () => this.#decode(place, inputBytes, { signal, isReads: true });
      const bases = known ?? (await decode()).block.bases;
      this.#copied.set(place, bases);
      kept.keep(index, baseCount, Promise.resolve(bases));
    }
    return kept.upTo(prefixUpTo);
  }
}

async function* toAsync<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items;
}
