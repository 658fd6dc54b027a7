/**
 * A model for one call, in an engine of its own, with the threads that code its lanes.
 */
import { checkBytes, type Base, type Predictor, type Steps } from '@pmklc/core';
import { proteinPlaceBytes, proteinPlaces, type Beginning, type ModelConfig } from '@pmklc/models';
import { hasThreads, startThreads } from '#start-threads';
import { buildModel } from './build-model.ts';
import { tooLarge, withinMemory } from './engine-memory.ts';
import { variantFor } from './variant.ts';
import { RegionCopier, writeBeginning, type ModelInEngine } from './snapshot.ts';
import type { SharedJob } from './threads/lane-threads.ts';
import { ORDER } from './threads/thread-job.ts';
import { instantiate, moduleOf, release, type EngineHost, type Instance } from './wasm.ts';

/** Positions are 32-bit integers with sign; a base takes a byte, so that the models still have 2 GiB. */
const MAX_BASES = 2 ** 31 - 2 ** 20;

/** Setting that a model is made for. */
export interface Setting {
  readonly config: ModelConfig;
  /** Bases to be coded. */
  readonly length: number;
  readonly external: Predictor | undefined;
  readonly beginning: Beginning;
  /** Threads that may code lanes. */
  readonly threads: number | undefined;
}

/** Runs some work with a model, which is gone afterwards. */
export function* withModel<T>(
  setting: Setting,
  work: (model: ModelInEngine) => Steps<T>,
): Steps<T> {
  const { config, length, external, beginning } = setting;
  const lanes = beginning.lanes ?? 1;
  const threads = external === undefined && hasThreads ? Math.min(setting.threads ?? 1, lanes) : 1;
  if (config.fast !== null) checkAlone(lanes, external);
  if (beginning.prefix !== undefined) checkBytes('prefix', beginning.prefix);
  const capacity = length + (beginning.prefix?.length ?? 0);
  if (capacity > MAX_BASES) throw tooLarge();
  const proteins = proteinsFor(config, beginning);
  const copier = new RegionCopier();
  const instance: Instance = withinMemory(() =>
    instantiate(
      hostOf(external, copier, () => instance.engine.memory),
      proteins,
      variantFor(config, lanes, threads),
    ),
  );
  const hasExternal = external !== undefined;
  const made = { capacity, lanes, threads };
  const settingsBytes = withinMemory(() => buildModel(instance.engine, config, made, hasExternal));
  const crew = threads > 1 ? startThreads(jobOf(instance, { ...made, settingsBytes })) : undefined;
  let isDone = false;
  try {
    const model = { instance, copier, config, hasExternal, crew };
    const start = writeBeginning(model, beginning);
    while (!withinMemory(() => start.next()).done) yield;
    startBases(model, length, beginning);
    const result = yield* work(model);
    isDone = true;
    return result;
  } finally {
    crew?.stop(isDone);
    // Memory that threads shared stays theirs: they may still look at it.
    if (isDone && crew === undefined) release(instance, length);
  }
}

/** @throws RangeError when the fast model is to have lanes, or another expert beside it */
function checkAlone(lanes: number, external: Predictor | undefined): void {
  if (lanes > 1) throw new RangeError('the fast model has one lane');
  if (external !== undefined) throw new RangeError('the fast model takes no other experts');
}

/** Functions that the engine calls. */
function hostOf(
  external: Predictor | undefined,
  copier: RegionCopier,
  memory: () => WebAssembly.Memory,
): EngineHost {
  const scratch = new Uint32Array(4);
  return {
    predict(frequencies) {
      external!.predict(scratch);
      new Uint32Array(memory().buffer, frequencies >>> 0, 4).set(scratch);
    },
    update: (base) => external!.update(base as Base),
    transfer: (address, bytes) => copier.transfer(address, bytes),
  };
}

/** Job that the caller's threads start with. */
function jobOf(
  { engine, proteins }: Instance,
  made: Omit<SharedJob, 'module' | 'memory' | 'proteins'>,
): SharedJob {
  return {
    ...made,
    module: moduleOf('threads'),
    memory: engine.memory,
    proteins: proteins && [
      proteins.count,
      proteinPlaces(proteins.count),
      proteinPlaceBytes(proteins.count),
    ],
  };
}

/** Says in all threads that the bases follow. */
function startBases({ instance, crew }: ModelInEngine, length: number, start: Beginning): void {
  const { prefix, readLengths, snapshot } = start;
  instance.engine.startBases(length);
  if (crew === undefined) return;
  crew.order(ORDER.join, prefix?.length ?? 0, length, snapshot?.bases ?? 0);
  crew.finish();
  if (readLengths === undefined) return;
  crew.order(ORDER.startReads, readLengths[0], readLengths[1] ?? 0);
  crew.finish();
}

/** Proteins that the model is to know, where it can use any; their residues are not checked yet. */
function proteinsFor(config: ModelConfig, { proteins }: Beginning): Uint8Array | undefined {
  if (proteins === undefined) return undefined;
  checkBytes('proteins', proteins);
  return config.translation && proteins.length > 0 ? proteins : undefined;
}
