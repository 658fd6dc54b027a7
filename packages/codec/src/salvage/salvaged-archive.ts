/**
 * One damaged archive: takes out what there is of its partitions, and knows what is missing.
 */
import type { FoundPartition, FoundTrailer } from '@pmklc/container';
import { DigestStream } from '@pmklc/container';
import type { Beginning, Snapshot } from '@pmklc/models';
import { equalBytes, PmklcError } from '@pmklc/core';
import type { SequenceBlock } from '@pmklc/sequence';
import { decodeTruncated } from './decode-truncated.ts';
import { SharedBases } from '../passing/shared-bases.ts';
import type { OpenOptions } from '../random-access/original-bytes.ts';
import { inProcessRunner } from '../partition/partition-runner.ts';
import { RecordNames } from '../records/record-names.ts';
import type { SalvageListener } from './missing-range.ts';
import type { Content } from './salvaged-content.ts';
import {
  checkContent,
  firstBytes,
  isContent,
  isDamage,
  layoutOf,
  rawBeginning,
  tryLayout,
} from './salvaged-content.ts';

const NO_BASES = new Uint8Array(0);

/** Count of what was taken out of one partition. */
interface Taken {
  readonly inputBytes: number;
  readonly keptBytes: number;
  readonly unverifiedBytes: number;
  readonly reason: string | undefined;
  readonly records: readonly string[];
}

/** Some of the original bytes, or a table of members, which comes before those of its archive. */
export interface SalvagedPiece {
  /** Number of the archive in the file, from 0. */
  readonly archive: number;
  /** Number of the partition that the bytes are of; undefined for a table. */
  readonly partition: number | undefined;
  /** Bytes of the partition, when it is whole; 0 for a table. */
  readonly partitionBytes: number;
  /** Offset of the bytes in the partition. */
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly members?: Uint8Array;
}

/** One archive. */
export class SalvagedArchive {
  readonly #number: number;
  readonly #options: OpenOptions;
  readonly #onMissing: SalvageListener | undefined;
  readonly #taken = new Map<number, Taken>();
  readonly #snapshots = new Map<number, Snapshot>();
  /** Bases of partitions for later ones to copy from; none of those that are known to keep none. */
  readonly #keptBases = new Map<number, Uint8Array>();
  readonly #names = new RecordNames();
  #next = 0;

  constructor(number: number, options: OpenOptions, onMissing: SalvageListener | undefined) {
    this.#number = number;
    this.#options = options;
    this.#onMissing = onMissing;
  }

  get isEmpty(): boolean {
    return this.#taken.size === 0;
  }

  /** Whether a partition of that number cannot follow here, so that it is of another archive. */
  isBefore(index: number): boolean {
    return index < this.#next;
  }

  /** Takes out what there is of a partition. */
  async *take(found: FoundPartition): AsyncGenerator<SalvagedPiece> {
    const { index, inputBytes } = found.header;
    if (index !== this.#next) this.#names.skip();
    this.#next = index + 1;
    let keptBytes = 0;
    let verifiedBytes = 0;
    let reason: string | undefined = found.damage;
    const place = { archive: this.#number, partition: index, partitionBytes: inputBytes };
    // Tells where the next partition begins, whatever there is of this one.
    yield { ...place, offset: 0, bytes: NO_BASES };
    try {
      const { block, bytes, checkedBytes } = await this.#contentOf(found);
      for (const chunk of firstBytes(block, bytes)) {
        yield { ...place, offset: keptBytes, bytes: chunk };
        keptBytes += chunk.length;
      }
      verifiedBytes = Math.min(checkedBytes, keptBytes);
    } catch (error) {
      if (!isDamage(error)) throw error;
      reason ??= error.message;
    }
    const records = this.#names.add(tryLayout(found), keptBytes);
    const unverifiedBytes = keptBytes - verifiedBytes;
    this.#taken.set(index, { inputBytes, keptBytes, unverifiedBytes, reason, records });
  }

  /** Content that there is of a partition: `bytes` bytes of the block, the first `checkedBytes` of them vouched for. */
  async #contentOf(found: FoundPartition): Promise<Content> {
    const { header, payload, unverifiedBytes } = found;
    if (found.streams === undefined && header.format === 'raw') return rawBeginning(found);
    const layout = layoutOf(found);
    const all = await this.#decode(found, layout);
    if (unverifiedBytes === 0) return { ...all, checkedBytes: all.bytes };
    if (all.bytes === header.inputBytes && isContent(header.contentCrc, all.block)) {
      return { ...all, checkedBytes: all.bytes };
    }
    if (unverifiedBytes === payload.length || all.bytes === 0) return { ...all, checkedBytes: 0 };
    const checked = { ...found, payload: payload.subarray(0, payload.length - unverifiedBytes) };
    return { ...all, checkedBytes: (await this.#decode(checked, layout)).bytes };
  }

  /** Says what is missing, as far as the trailer or the partitions themselves tell. */
  report(trailer: FoundTrailer | undefined): void {
    const sizes = trailer?.index.map(({ inputBytes }) => inputBytes) ?? [];
    const least = trailer === undefined || isDigestOfNothing(trailer.digest) ? 0 : 1;
    const last = Math.max(this.#next, sizes.length, least);
    let start: number | undefined = 0;
    for (let partition = 0; partition < last; partition++) {
      const taken = this.#taken.get(partition);
      const inputBytes = taken?.inputBytes ?? sizes[partition];
      const kept = taken?.keptBytes ?? 0;
      const unverifiedBytes = taken?.unverifiedBytes ?? 0;
      if (inputBytes === undefined || kept < inputBytes || unverifiedBytes > 0) {
        this.#onMissing?.({
          archive: this.#number,
          partition,
          start: start === undefined ? undefined : start + kept,
          bytes: inputBytes === undefined ? undefined : inputBytes - kept,
          reason: taken?.reason ?? 'its beginning is damaged',
          records: taken?.records ?? [],
          ...(unverifiedBytes > 0 && { unverifiedBytes }),
        });
      }
      start = start === undefined || inputBytes === undefined ? undefined : start + inputBytes;
    }
    if (trailer === undefined && last > 0) this.#reportNoEnd(last, start);
  }

  /** Without its trailer nobody knows how many partitions there were. */
  #reportNoEnd(partition: number, start: number | undefined): void {
    const reason = 'the end of the archive is damaged or cut off: whatever followed is lost';
    const place = { archive: this.#number, partition, start, bytes: undefined };
    this.#onMissing?.({ ...place, reason, records: [] });
  }

  async #decode(
    found: FoundPartition,
    layout: SequenceBlock,
  ): Promise<{ block: SequenceBlock; bytes: number }> {
    const { header, payload, damage } = found;
    if (!header.model.basesKept) this.#keptBases.set(header.index, NO_BASES);
    const {
      predictor,
      engine,
      knowledge = {},
      signal = new AbortController().signal,
    } = this.#options;
    const { index, model } = header;
    const beginning = await this.#beginningOf(header);
    const { snapshotBases } = model;
    const take = (taken: Snapshot) => void this.#snapshots.set(index, taken);
    const context = {
      index,
      predictor,
      engine,
      packs: knowledge.packs,
      signal,
      ...beginning,
      ...(snapshotBases === undefined ? {} : { capture: { bases: snapshotBases, take } }),
    };
    if (damage !== undefined) return decodeTruncated({ header, payload }, layout, context);
    const runner = this.#options.runner ?? inProcessRunner;
    const progress = () => {};
    const stored = { header, streams: [], payload };
    const { threads = 1 } = this.#options;
    const { bases } = await runner.decode(stored, { ...context, progress, threads });
    const block = { ...layout, bases };
    checkContent(header.contentCrc, block);
    if (model.basesKept) this.#keptBases.set(index, bases);
    return { block, bytes: header.inputBytes };
  }

  /** @throws PmklcError `corrupt` when what it starts from is lost */
  async #beginningOf({ index, model }: FoundPartition['header']): Promise<Beginning> {
    const { snapshotFrom, prefixUpTo } = model;
    const snapshot = snapshotFrom === undefined ? undefined : this.#snapshots.get(snapshotFrom);
    if (snapshotFrom !== undefined && snapshot === undefined) throw lost(index, snapshotFrom);
    if (prefixUpTo === undefined) return { ...(snapshot && { snapshot }) };
    const kept = new SharedBases();
    for (let origin = 0; origin <= prefixUpTo; origin++) {
      const bases = this.#keptBases.get(origin);
      if (bases === undefined) throw lost(index, origin);
      kept.keep(origin, bases.length, Promise.resolve(bases));
    }
    return { ...(snapshot && { snapshot }), prefix: await kept.upTo(prefixUpTo) };
  }
}

function lost(index: number, origin: number): PmklcError {
  const what = `partition ${index} cannot be decoded without partition ${origin}, which is damaged`;
  return new PmklcError('corrupt', what);
}

function isDigestOfNothing(digest: Uint8Array): boolean {
  return equalBytes(digest, new DigestStream().digest());
}
