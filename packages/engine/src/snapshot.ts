/**
 * Copies what the model knows and has learned into an engine instance, and out of it.
 */
import {
  checkReadLengths,
  checkSnapshot,
  partPlaces,
  partSizes,
  type Beginning,
  type ModelConfig,
  type PartPlace,
  type Snapshot,
} from '@pmklc/models';
import { type Steps } from '@pmklc/core';
import type { LaneThreads } from './threads/lane-threads.ts';
import { bytesAt, type EngineExports, type Instance } from './wasm.ts';

/** Bases of a prefix that are copied in at once. */
const CHUNK_BASES = 1 << 16;

/** Copies regions of an engine's memory; the engine calls `transfer` for each in turn. */
export class RegionCopier {
  #engine: EngineExports | undefined;
  #bytes: Uint8Array = new Uint8Array(0);
  #isLoading = false;
  #done = 0;

  /** Copies a part of a snapshot out of the engine. */
  save(engine: EngineExports, place: PartPlace, size: number): Uint8Array {
    this.#bytes = new Uint8Array(size);
    this.#run(engine, place, false);
    return this.#bytes;
  }

  /** Copies a part, of the right size, into the engine. */
  load(engine: EngineExports, place: PartPlace, bytes: Uint8Array): void {
    this.#bytes = bytes;
    this.#run(engine, place, true);
  }

  transfer(address: number, length: number): void {
    const region = bytesAt(this.#engine!, address >>> 0, length);
    const outside = this.#bytes.subarray(this.#done, this.#done + length);
    if (this.#isLoading) region.set(outside);
    else outside.set(region);
    this.#done += length;
  }

  #run(engine: EngineExports, { piece, part }: PartPlace, isLoading: boolean): void {
    this.#engine = engine;
    this.#isLoading = isLoading;
    this.#done = 0;
    engine.transferPart(piece, part);
  }
}

/** A model in an engine instance, and how snapshots get in and out of it. */
export interface ModelInEngine {
  readonly instance: Instance;
  readonly copier: RegionCopier;
  readonly config: ModelConfig;
  readonly hasExternal: boolean;
  /** Threads that code lanes beside this one, if any. */
  readonly crew: LaneThreads | undefined;
}

/**
 * Writes what the model knows before the first base: call after `buildModel`.
 * @throws RangeError when a base of the prefix is not in 0..3, or a read's length out of range
 * @throws PmklcError `corrupt` when the snapshot does not fit the configuration
 */
export function* writeBeginning(
  model: ModelInEngine,
  { prefix, snapshot, readLengths }: Beginning,
): Steps<void> {
  const { instance, copier, config, hasExternal } = model;
  const { engine } = instance;
  if (instance.proteins !== undefined && !instance.hasIndex) engine.indexProteins();
  if (prefix !== undefined && prefix.length > 0) yield* prime(engine, prefix);
  if (readLengths !== undefined) {
    checkReadLengths(readLengths);
    engine.startReads(readLengths[0]!, readLengths[1] ?? 0);
  }
  if (snapshot === undefined) return;
  checkSnapshot(snapshot, config, hasExternal);
  const places = partPlaces(config);
  snapshot.parts.forEach((bytes, i) => {
    if (bytes.length > 0) copier.load(engine, places[i]!, bytes);
  });
  engine.startFrom(snapshot.bases);
}

function* prime(engine: EngineExports, prefix: Uint8Array): Steps<void> {
  if (prefix.some((base) => base > 3)) throw new RangeError('bases must be in 0..3');
  const input = engine.allocate(CHUNK_BASES) >>> 0;
  for (let done = 0; done < prefix.length; done += CHUNK_BASES) {
    const chunk = prefix.subarray(done, done + CHUNK_BASES);
    bytesAt(engine, input, chunk.length).set(chunk);
    engine.prime(input, chunk.length);
    yield;
  }
}

/** @param bases from how many the model has learned */
export function takeSnapshot(model: ModelInEngine, bases: number): Snapshot {
  const { instance, copier, config, hasExternal } = model;
  const { engine } = instance;
  const places = partPlaces(config);
  const sizes = partSizes(config, hasExternal);
  return { bases, parts: sizes.map((size, i) => copier.save(engine, places[i]!, size)) };
}
