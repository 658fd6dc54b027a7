/**
 * Mirror of `encodePartition`: from what the container stores to bases and side streams.
 */
import type { ModelInfo, PackedStream, PartitionHeader } from '@pmklc/container';
import { AttributingPredictor, CARRIER } from '@pmklc/models';
import {
  checkBytes,
  checkObject,
  equalBytes,
  finishSteps,
  PmklcError,
  toHex,
  type Steps,
} from '@pmklc/core';
import { decodeBasesInSteps } from '@pmklc/coder';
import type { SequenceBlock, SideStream } from '@pmklc/sequence';
import { unpackStreamInSteps } from '@pmklc/streams';
import type { CodingContext, StoredPartition } from './job.ts';
import { createModelCoder } from './model-coder.ts';
import { readModel } from './model-plan.ts';
import type { PredictorPlugin } from '../plugin.ts';
import {
  privateBytes,
  PrivatePredictor,
  unpackWeights,
} from '../private-network/private-network.ts';
import { pluginHash } from '../plugin.ts';
import { progressPredictor } from './progress-predictor.ts';
import { readStart } from './starting-state.ts';

/** A block is never longer, so that its counts fit 32 bits. */
const MAX_BLOCK_BYTES = 2 ** 32 - 1;

/**
 * @returns what `joinBlock` turns into the partition's bytes; they are not checked yet
 * @throws PmklcError `corrupt` or `truncated` when no encoder made this, `model-mismatch` when it
 *   takes a model or plug-in that is not here
 */
export function decodePartition(
  partition: StoredPartition,
  context: CodingContext = {},
): SequenceBlock {
  return finishSteps(decodePartitionInSteps(partition, context));
}

/** As `decodePartition`, in steps. */
export function* decodePartitionInSteps(
  partition: StoredPartition,
  context: CodingContext = {},
): Steps<SequenceBlock> {
  checkObject('partition', partition);
  const { header, streams, payload, firstBases } = partition;
  checkObject('partition.header', header);
  checkBytes('partition.payload', payload);
  const { format, inputBytes } = header;
  if (inputBytes > MAX_BLOCK_BYTES) {
    throw new PmklcError('corrupt', `partition ${header.index} claims ${inputBytes} bytes`);
  }
  const bases = yield* decodePayload(header, payload, context, firstBases);
  return { format, inputBytes, bases, streams: yield* unpackStreamsInSteps(streams) };
}

/**
 * @throws PmklcError `corrupt` or `truncated` when no encoder packed them
 */
export function unpackStreams(streams: readonly PackedStream[]): SideStream[] {
  return finishSteps(unpackStreamsInSteps(streams));
}

/** As `unpackStreams`, in steps. */
export function* unpackStreamsInSteps(streams: readonly PackedStream[]): Steps<SideStream[]> {
  const unpacked: SideStream[] = [];
  for (const stream of streams) unpacked.push(yield* unpack(stream));
  return unpacked;
}

function* unpack({ id, bytes, rawBytes }: PackedStream): Steps<SideStream> {
  const raw = yield* unpackStreamInSteps(bytes, rawBytes);
  if (raw.length !== rawBytes) {
    throw new PmklcError('corrupt', `side stream ${id} has ${raw.length} bytes, not ${rawBytes}`);
  }
  return { id, bytes: raw };
}

function* decodePayload(
  { model, baseCount, index }: PartitionHeader,
  payload: Uint8Array,
  context: CodingContext,
  firstBases = baseCount,
): Steps<Uint8Array> {
  if (baseCount === 0) {
    if (payload.length === 0) return new Uint8Array(0);
    throw new PmklcError('corrupt', `partition ${index} has a payload but no bases`);
  }
  const { predictor, engine, progress, snapshot, capture, prefix, report, threads } = context;
  const wanted = Math.min(firstBases, baseCount);
  const plugin = model.predictor && requirePlugin(model.predictor, predictor);
  if (model.level > 0) {
    if (
      !snapshot !== (model.snapshotFrom === undefined) ||
      !prefix !== (model.prefixUpTo === undefined)
    ) {
      throw new TypeError(`partition ${index} is to start from what its header names`);
    }
    const passedState = { ...(snapshot && { snapshot }), ...(prefix && { prefix }) };
    const start = readStart(model, context.packs, passedState, createModelCoder(engine));
    const config = readModel(model, baseCount, start.prefix?.length, start.proteins?.length);
    const { expert, coded } = splitNetwork(model, payload, plugin);
    const { readLengths } = model;
    const lanes = lanesOption(model, expert);
    const coder = createModelCoder(engine, expert);
    const options = { progress, capture, wanted, report, readLengths, threads, ...start, lanes };
    return yield* coder.decodeInSteps(config, coded, baseCount, options);
  }
  if (plugin === undefined || snapshot || capture || prefix || model.lanes > 1) {
    throw new PmklcError('corrupt', `partition ${index} has bases but no model`);
  }
  return yield* decodeAlone(plugin, payload, wanted, wanted < baseCount, context);
}

/** The expert beside those of PMKLC, and what follows the weights of a private network, if there is one. */
function splitNetwork(
  { knowledge }: ModelInfo,
  payload: Uint8Array,
  plugin: PredictorPlugin | undefined,
): { expert: Pick<PredictorPlugin, 'create'> | undefined; coded: Uint8Array } {
  const bytes = privateBytes(knowledge);
  if (bytes === 0) return { expert: plugin, coded: payload };
  if (plugin !== undefined) throw new PmklcError('corrupt', 'a partition has two experts more');
  if (bytes > payload.length) throw new PmklcError('truncated', 'a private network is not whole');
  const weights = unpackWeights(payload.subarray(0, bytes));
  return {
    expert: { create: () => new PrivatePredictor(weights) },
    coded: payload.subarray(bytes),
  };
}

/**
 * Lanes for a coder. One is left unsaid: then it makes room only for the bases that are wanted.
 * @throws PmklcError `corrupt` when an expert of one place in the sequence is to have several
 */
function lanesOption({ lanes }: ModelInfo, expert: object | undefined): number | undefined {
  if (lanes === 1) return undefined;
  if (expert === undefined) return lanes;
  throw new PmklcError('corrupt', 'several lanes have a predictor or a private network');
}

/** Decodes bases with a predictor of the caller's, and nothing else. */
function* decodeAlone(
  plugin: PredictorPlugin,
  payload: Uint8Array,
  length: number,
  mayHoldMore: boolean,
  { progress, report }: CodingContext,
): Steps<Uint8Array> {
  const predictor = progressPredictor(plugin.create(), progress);
  if (report === undefined)
    return yield* decodeBasesInSteps(predictor, payload, length, mayHoldMore);
  const noting = new AttributingPredictor(predictor, () => CARRIER.predictor, report);
  const bases = yield* decodeBasesInSteps(noting, payload, length, mayHoldMore);
  noting.finish();
  return bases;
}

/** The plug-in at hand, when it is the one that the archive was made with. */
function requirePlugin(
  stored: { readonly id: string; readonly hash: Uint8Array },
  plugin: PredictorPlugin | undefined,
): PredictorPlugin {
  const hash = toHex(stored.hash);
  const name = `"${stored.id}" (hash ${hash})`;
  if (plugin === undefined) {
    throw new PmklcError('model-mismatch', `the bases were coded with predictor ${name}`);
  }
  if (plugin.id !== stored.id || !equalBytes(pluginHash(plugin), stored.hash)) {
    throw new PmklcError(
      'model-mismatch',
      `the bases were coded with predictor ${name}, not "${plugin.id}" (hash ${plugin.hash})`,
    );
  }
  return plugin;
}
