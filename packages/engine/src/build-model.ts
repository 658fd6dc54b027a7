/**
 * Builds the model of a configuration inside an engine instance.
 */
import {
  checkConfig,
  CONTEXT_WINDOWS,
  MIXER_SCHEDULE,
  NETWORK_SCHEDULE,
  rowsOf,
  type FrameConfig,
  type ModelConfig,
  type NetworkConfig,
  type PoolConfig,
} from '@pmklc/models';
import { EXP_COARSE, EXP_FINE, LN_TABLE } from '@pmklc/core';
import type { EngineExports } from './wasm.ts';

/** Prepares `engine` to code at most `capacity` bases. */
export function buildModel(
  engine: EngineExports,
  config: ModelConfig,
  capacity: number,
  external: boolean,
): void {
  checkConfig(config);
  engine.init(capacity, config.invertedRepeats);
  new Int16Array(engine.memory.buffer, engine.lnAddress()).set(LN_TABLE);
  new Uint16Array(engine.memory.buffer, engine.expCoarseAddress()).set(EXP_COARSE);
  new Uint16Array(engine.memory.buffer, engine.expFineAddress()).set(EXP_FINE);
  for (const order of config.orders) engine.addContext(order, CONTEXT_WINDOWS[order]!);
  if (config.frames) addFrames(engine, config.frames);
  if (config.pool) addPool(engine, config.pool);
  for (const network of config.networks) addNetwork(engine, network);
  engine.setSchedules(
    NETWORK_SCHEDULE.boost,
    NETWORK_SCHEDULE.fade,
    config.mixerRate,
    MIXER_SCHEDULE.boost,
    MIXER_SCHEDULE.fade,
  );
  engine.endModel(config.secondaryEstimation, config.sureRun, external);
}

function addFrames(engine: EngineExports, { genes, intergenic, orders }: FrameConfig): void {
  engine.addFrames(genes, intergenic);
  for (const order of orders) engine.addFrameOrder(order);
}

function addPool(engine: EngineExports, pool: PoolConfig): void {
  engine.addPool(pool.pointers, pool.minAgreement, pool.maxMisses);
  for (const { pattern, placeBits } of pool.seeds) engine.addSeed(seedMask(pattern), placeBits);
}

function addNetwork(engine: EngineExports, network: NetworkConfig): void {
  const { hidden, rowRate, outputRate, invertedEvery, joint } = network;
  engine.addNetwork(hidden, rowsOf(network), rowRate, outputRate, invertedEvery, joint);
  for (const { stride, k, count } of network.views) engine.addNetworkView(stride, k, count);
  engine.endNetwork();
}

/** Two bits for each base that the seed looks at, the newest base lowest. */
function seedMask(pattern: string): bigint {
  const bits = [...pattern].map((digit, i) => (digit === '1' ? 3n << BigInt(2 * i) : 0n));
  return BigInt.asIntN(
    64,
    bits.reduce((mask, bit) => mask | bit, 0n),
  );
}
