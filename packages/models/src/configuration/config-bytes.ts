/**
 * A model configuration as bytes. Format: docs/format-model.md, "Configuration".
 */
import { ByteReader, ByteWriter, PmklcError } from '@pmklc/core';
import {
  checkConfig,
  type FrameConfig,
  type ModelConfig,
  type NetworkConfig,
  type PoolConfig,
  type SeedConfig,
  type View,
} from './model-config.ts';

/** @throws RangeError when the configuration is out of range */
export function encodeConfig(config: ModelConfig): Uint8Array {
  checkConfig(config);
  const writer = new ByteWriter();
  writer.varint((config.invertedRepeats ? 1 : 0) | (config.secondaryEstimation ? 2 : 0));
  writer.varint(setOf(config.orders));
  writer.varint(config.mixerRate);
  writer.varint(config.sureRun);
  writer.varint(config.pool?.pointers ?? 0);
  if (config.pool) writePool(writer, config.pool);
  writer.varint(config.frames?.genes ?? 0);
  if (config.frames) writeFrames(writer, config.frames);
  writer.varint(config.networks.length);
  for (const network of config.networks) writeNetwork(writer, network);
  return writer.toUint8Array();
}

/** Bit `k` for each order `k`. */
function setOf(orders: readonly number[]): number {
  return orders.reduce((set, order) => set | (1 << order), 0);
}

function writeFrames(writer: ByteWriter, { intergenic, orders }: FrameConfig): void {
  writer.varint(intergenic);
  writer.varint(setOf(orders));
}

function writePool(writer: ByteWriter, pool: PoolConfig): void {
  writer.varint(pool.seeds.length);
  for (const { pattern, placeBits } of pool.seeds) {
    writer.varint(parseInt([...pattern].reverse().join(''), 2));
    writer.varint(placeBits);
  }
  writer.varint(pool.minAgreement);
  writer.varint(pool.maxMisses);
}

function writeNetwork(writer: ByteWriter, network: NetworkConfig): void {
  writer.varint(network.hidden);
  writer.varint(network.rowRate);
  writer.varint(network.outputRate);
  writer.varint(network.invertedEvery);
  writer.varint(network.joint ? 1 : 0);
  writer.varint(network.views.length);
  for (const view of network.views) {
    writer.varint(view.stride);
    writer.varint(view.k);
    writer.varint(view.count);
  }
}

/** @throws PmklcError `truncated` or `corrupt` when `encodeConfig` did not make the bytes */
export function decodeConfig(bytes: Uint8Array): ModelConfig {
  const reader = new ByteReader(bytes);
  const config = readConfig(reader);
  if (reader.remaining > 0) throw new PmklcError('corrupt', 'bytes follow the model configuration');
  try {
    checkConfig(config);
  } catch (error) {
    throw new PmklcError('corrupt', `model configuration: ${(error as Error).message}`);
  }
  return config;
}

function readConfig(reader: ByteReader): ModelConfig {
  const flags = reader.varint();
  if (flags > 3) throw new PmklcError('corrupt', 'unknown flags in the model configuration');
  const orders = readOrders(reader);
  const mixerRate = reader.varint();
  const sureRun = reader.varint();
  const pointers = reader.varint();
  const pool = pointers === 0 ? null : readPool(reader, pointers);
  const genes = reader.varint();
  const frames = genes === 0 ? null : readFrames(reader, genes);
  const networks = readMany(reader, 4, readNetwork);
  return {
    orders,
    invertedRepeats: (flags & 1) !== 0,
    frames,
    pool,
    networks,
    mixerRate,
    secondaryEstimation: (flags & 2) !== 0,
    sureRun,
  };
}

/** From bit 1 on; `checkConfig` knows how high they may be. */
function readOrders(reader: ByteReader): number[] {
  const set = reader.varint();
  if (set > 0x1fff || set & 1)
    throw new PmklcError('corrupt', 'unknown orders in the model configuration');
  return Array.from({ length: 13 }, (_, order) => order).filter((order) => (set >> order) & 1);
}

function readFrames(reader: ByteReader, genes: number): FrameConfig {
  return { genes, intergenic: reader.varint(), orders: readOrders(reader) };
}

function readPool(reader: ByteReader, pointers: number): PoolConfig {
  return {
    pointers,
    seeds: readMany(reader, 2, readSeed),
    minAgreement: reader.varint(),
    maxMisses: reader.varint(),
  };
}

function readSeed(reader: ByteReader): SeedConfig {
  const pattern = [...reader.varint().toString(2)].reverse().join('');
  return { pattern, placeBits: reader.varint() };
}

function readNetwork(reader: ByteReader): NetworkConfig {
  return {
    hidden: reader.varint(),
    rowRate: reader.varint(),
    outputRate: reader.varint(),
    invertedEvery: reader.varint(),
    joint: readFlag(reader),
    views: readMany(reader, 256, readView),
  };
}

function readFlag(reader: ByteReader): boolean {
  const flag = reader.varint();
  if (flag > 1) throw new PmklcError('corrupt', `a flag of ${flag} in the model configuration`);
  return flag === 1;
}

function readView(reader: ByteReader): View {
  return { stride: reader.varint(), k: reader.varint(), count: reader.varint() };
}

function readMany<T>(reader: ByteReader, limit: number, read: (reader: ByteReader) => T): T[] {
  const count = reader.varint();
  if (count > limit) throw new PmklcError('corrupt', `${count} entries in the model configuration`);
  return Array.from({ length: count }, () => read(reader));
}
