/**
 * One partition, from bases and side streams to what the container stores. Synchronous, and
 * everything in and out but the plug-in can be sent to a worker.
 */
import type { PackedStream, PartitionInfo } from '@pmklc/container';
import { checkBytes, checkObject, concatBytes, finishSteps } from '@pmklc/core';
import type { Steps } from '@pmklc/core';
import { encodeBasesInSteps } from '@pmklc/coder';
import { FAST_LEVEL } from '@pmklc/models';
import { hasMates, type SequenceBlock } from '@pmklc/sequence';
import { packStreamInSteps } from '@pmklc/streams';
import type { CodingContext, EncodedPartition, EncodeSettings } from './job.ts';
import { createModelCoder } from './model-coder.ts';
import { describeModel } from './model-plan.ts';
import {
  encodePrivate,
  PrivatePredictor,
  unpackWeights,
} from '../private-network/private-network.ts';
import type { PredictorPlugin } from '../plugin.ts';
import { pluginHash } from '../plugin.ts';
import { progressPredictor } from './progress-predictor.ts';
import { readLengthsOf } from './read-lengths.ts';
import { modelFor, recordsOf } from './reads-model.ts';
import { chooseStart } from './starting-state.ts';
import { contentOf } from './stream-content.ts';
import { effortOf } from './stream-effort.ts';
import { countStrands } from './strand-choice.ts';

/**
 * @throws RangeError when the level is out of its range, the plug-in breaks its contract, or several lanes are asked for with it or a
 *   private network
 */
export function encodePartition(
  block: SequenceBlock,
  settings: EncodeSettings,
  context: CodingContext = {},
): EncodedPartition {
  return finishSteps(encodePartitionInSteps(block, settings, context));
}

/** As `encodePartition`, in steps. */
export function* encodePartitionInSteps(
  block: SequenceBlock,
  settings: EncodeSettings,
  context: CodingContext = {},
): Steps<EncodedPartition> {
  checkObject('block', block);
  checkBytes('block.bases', block.bases);
  checkObject('settings', settings);
  const { format, inputBytes, bases } = block;
  const effort = effortOf(settings.level);
  const areMates = hasMates(block);
  const streams: PackedStream[] = [];
  for (const { id, bytes } of block.streams) {
    const packed = yield* packStreamInSteps(bytes, { ...contentOf(id, block), effort, areMates });
    streams.push({ id, bytes: packed, rawBytes: bytes.length });
  }
  const readLengths = settings.readLengths ?? (bases.length > 0 ? readLengthsOf(block) : undefined);
  const { model, ...coded } = yield* encodePayload(
    { format, bases, readLengths },
    settings,
    context,
  );
  const info = { format, inputBytes, baseCount: bases.length, model };
  return { info, streams, ...coded };
}

type CodedBases = Pick<EncodedPartition, 'payload' | 'trials' | 'strands'> & {
  readonly model: PartitionInfo['model'];
};

/** Bases to code, and what is known of the reads that they are. */
interface BasesOfReads {
  readonly bases: Uint8Array;
  readonly readLengths: readonly number[] | undefined;
  readonly format: SequenceBlock['format'];
}

function* encodePayload(
  { bases, readLengths, format }: BasesOfReads,
  settings: EncodeSettings,
  { predictor, engine, progress, capture, packs, threads, ...passedState }: CodingContext,
): Steps<CodedBases> {
  const { level, model, predictorAlone } = settings;
  if (bases.length === 0) return { model: { level: 0 }, payload: new Uint8Array(0), trials: [] };
  const named = predictor && { predictor: { id: predictor.id, hash: pluginHash(predictor) } };
  if (predictor !== undefined && predictorAlone) {
    const payload = yield* encodeBasesInSteps(
      progressPredictor(predictor.create(), progress),
      bases,
    );
    return { model: { level: 0, ...named }, payload, trials: [] };
  }
  const { privateNetwork } = settings;
  // A caller's model is used as it is, and the fast one always learns from both. What earlier partitions hand over has no part in this: it fits both.
  const strands = model === undefined && level > FAST_LEVEL ? countStrands(bases) : undefined;
  const bothStrands = strands?.bothStrands ?? false;
  const records = recordsOf(
    { format, bases },
    level,
    readLengths,
    strands,
    settings.memoryLimitBytes,
  );
  const hasPredictor = (predictor ?? privateNetwork) !== undefined;
  if (hasPredictor && (settings.lanes ?? 1) > 1) {
    throw new RangeError('with a predictor or a private network there is one lane');
  }
  const lanes = hasPredictor ? 1 : settings.lanes;
  const rules = {
    ...settings,
    lanes,
    hasPredictor,
    bothStrands,
    readLengths,
    records,
    engine: createModelCoder(engine),
  };
  const { knowledge, choice, ...start } = yield* chooseStart(bases, rules, packs, passedState);
  const prefixBases = start.prefix?.length ?? 0;
  const known = bases.length + prefixBases;
  const { config, info } = describeModel(level, bases.length, {
    model,
    suited: modelFor(records, level, known, start.snapshot, hasPredictor),
    bothStrands,
    prefixBases,
    residues: start.proteins?.length,
    lanes,
  });
  const coder = createModelCoder(engine, expertOf(predictor, privateNetwork));
  const options = { progress, capture, readLengths, threads, ...start, lanes: info.lanes };
  const payload = yield* coder.encodeInSteps(config, bases, options);
  const { trials } = choice;
  const reads = readLengths && { readLengths };
  const coded = { model: { ...info, ...named, ...reads, knowledge }, payload, trials, strands };
  return privateNetwork === undefined ? coded : withNetwork(coded, privateNetwork);
}

/** Expert beside those of PMKLC, if any: the private network, or the caller's predictor. */
function expertOf(
  plugin: PredictorPlugin | undefined,
  privateNetwork: Uint8Array | undefined,
): Pick<PredictorPlugin, 'create'> | undefined {
  if (privateNetwork === undefined) return plugin;
  const weights = unpackWeights(privateNetwork);
  return { create: () => new PrivatePredictor(weights) };
}

/** The weights stand before the coded bases. */
function withNetwork({ model, payload, ...rest }: CodedBases, weights: Uint8Array): CodedBases {
  const knowledge = [...(model.knowledge ?? []), encodePrivate(weights)];
  return { ...rest, model: { ...model, knowledge }, payload: concatBytes([weights, payload]) };
}
