/**
 * Builds the model of a configuration inside an engine instance.
 */
import { EXP_COARSE, EXP_FINE, LN_TABLE, logisticTables } from '@pmklc/core';
import {
  checkConfig,
  CodonSubstitution,
  engineSettings,
  saveState,
  translationTables,
  type ModelConfig,
} from '@pmklc/models';
import { bytesAt, type EngineExports } from './wasm.ts';

/** Making of a model: for at most so many bases, in so many lanes, by so many threads. */
interface Making {
  readonly capacity: number;
  readonly lanes: number;
  readonly threads: number;
}

/** Prepares `engine` to code at most `capacity` bases in so many lanes, by so many threads. */
export function buildModel(
  engine: EngineExports,
  config: ModelConfig,
  { capacity, lanes, threads }: Making,
  external: boolean,
): number {
  checkConfig(config);
  engine.init(capacity, lanes, 0, threads);
  if (config.fast === null) writeExponentials(engine);
  else writeLogistic(engine);
  const settings = engineSettings(config);
  const address = engine.allocate(4 * settings.length) >>> 0;
  new Int32Array(engine.memory.buffer, address, settings.length).set(settings);
  engine.build(address, external);
  if (config.translation) startTranslation(engine);
  return 4 * settings.length;
}

function writeExponentials(engine: EngineExports): void {
  new Int16Array(engine.memory.buffer, engine.lnAddress()).set(LN_TABLE);
  new Uint16Array(engine.memory.buffer, engine.expCoarseAddress()).set(EXP_COARSE);
  new Uint16Array(engine.memory.buffer, engine.expFineAddress()).set(EXP_FINE);
}

function writeLogistic(engine: EngineExports): void {
  const { squash, stretch } = logisticTables();
  new Uint16Array(engine.memory.buffer, engine.squashAddress()).set(squash);
  new Int16Array(engine.memory.buffer, engine.stretchAddress()).set(stretch);
}

function startTranslation(engine: EngineExports): void {
  const tables = translationTables();
  bytesAt(engine, engine.translationAddress(), tables.length).set(tables);
  const first = saveState(new CodonSubstitution());
  bytesAt(engine, engine.substitutionAddress(), first.length).set(first);
  engine.startTranslation();
}
