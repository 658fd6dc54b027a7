/**
 * One partition, from bases and side streams to what the container stores. Synchronous, and
 * everything in and out but the plug-in can be sent to a worker.
 */
import type { PackedStream, PartitionInfo } from '@pmklc/container';
import { checkBytes, checkObject, finishSteps } from '@pmklc/core';
import type { ModelConfig, Progress, Report } from '@pmklc/models';
import type { Steps } from '@pmklc/core';
import { encodeBasesInSteps } from '@pmklc/coder';
import type { SequenceBlock } from '@pmklc/sequence';
import { packStreamInSteps } from '@pmklc/streams';
import type { Trial } from '@pmklc/knowledge';
import { createModelCoder } from './model-coder.ts';
import { describeModel } from './model-plan.ts';
import {
  encodePrivate,
  PrivatePredictor,
  unpackWeights,
} from '../private-network/private-network.ts';
import type { HandedOver } from '../passing/passing-plan.ts';
import type { EngineName, PredictorPlugin, SelectMode } from '../options.ts';
import { pluginHash } from '../options.ts';
import { reportingPredictor } from './progress-predictor.ts';
import { chooseStart } from './starting-state.ts';
import { countStrands, type StrandCount } from './strand-choice.ts';

/** How a partition is to be coded. */
export interface EncodeSettings {
  /** 1..9 */
  readonly level: number;
  /** Used instead of the level's model, see `CompressOptions`. */
  readonly model?: ModelConfig | undefined;
  /** Whether the plug-in predicts alone. */
  readonly predictorAlone?: boolean | undefined;
  /** Whether static knowledge is used, see `CompressOptions`. */
  readonly select?: SelectMode | undefined;
  /** What a reader may need, see `CompressOptions`. */
  readonly memoryLimitBytes?: number | undefined;
  /** Packed weights of a network that was trained on the bases; not with a plug-in. */
  readonly privateNetwork?: Uint8Array | undefined;
}

/** What only exists where the work is done. */
export interface CodingContext extends HandedOver {
  readonly predictor?: PredictorPlugin | undefined;
  readonly engine?: EngineName | undefined;
  /** Knowledge packs besides the public one: `.pmk` files. */
  readonly knowledge?: readonly Uint8Array[] | undefined;
  /** Called now and then with the number of bases done. */
  readonly progress?: Progress | undefined;
  /** When decoding: hears what was thought of each base. */
  readonly report?: Report | undefined;
}

/** A coded partition; what is missing of its header, the container or the whole file adds. */
export interface EncodedPartition {
  readonly info: PartitionInfo;
  readonly streams: readonly PackedStream[];
  /** The coded bases; empty when there are none. */
  readonly payload: Uint8Array;
  /** What knowledge was tried. */
  readonly trials: readonly Trial[];
  /** Whether to learn from both strands; absent with a caller's model, or no word. */
  readonly strands?: StrandCount | undefined;
}

/**
 * @throws RangeError when the level is out of its range, or the plug-in breaks its contract
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
  const streams: PackedStream[] = [];
  for (const { id, bytes } of block.streams) {
    streams.push({ id, bytes: yield* packStreamInSteps(bytes), rawBytes: bytes.length });
  }
  const { model, ...coded } = yield* encodePayload(bases, settings, context);
  const info = { format, inputBytes, baseCount: bases.length, model };
  return { info, streams, ...coded };
}

type CodedBases = Pick<EncodedPartition, 'payload' | 'trials' | 'strands'> & {
  readonly model: PartitionInfo['model'];
};

function* encodePayload(
  bases: Uint8Array,
  settings: EncodeSettings,
  { predictor, engine, progress, capture, knowledge: packs, ...handedOver }: CodingContext,
): Steps<CodedBases> {
  const { level, model, predictorAlone } = settings;
  if (bases.length === 0) return { model: { level: 0 }, payload: new Uint8Array(0), trials: [] };
  const named = predictor && { predictor: { id: predictor.id, hash: pluginHash(predictor) } };
  if (predictor !== undefined && predictorAlone) {
    const payload = yield* encodeBasesInSteps(
      reportingPredictor(predictor.create(), progress),
      bases,
    );
    return { model: { level: 0, ...named }, payload, trials: [] };
  }
  const { privateNetwork } = settings;
  // A caller's model is used as it is. What earlier partitions hand over has no part in this: it fits both.
  const strands = model === undefined ? countStrands(bases) : undefined;
  const bothStrands = strands?.bothStrands ?? false;
  const hasPredictor = (predictor ?? privateNetwork) !== undefined;
  const rules = { ...settings, hasPredictor, bothStrands };
  const { knowledge, choice, ...start } = yield* chooseStart(bases, rules, packs, handedOver);
  const primerBases = start.primer?.length;
  const { config, info } = describeModel(level, bases.length, {
    model,
    bothStrands,
    primerBases,
  });
  const coder = createModelCoder(engine, expertOf(predictor, privateNetwork));
  const payload = yield* coder.encodeInSteps(config, bases, { progress, capture, ...start });
  const { trials } = choice;
  const coded = { model: { ...info, ...named, knowledge }, payload, trials, strands };
  return privateNetwork === undefined ? coded : withNetwork(coded, privateNetwork);
}

/** What comes beside the experts of PMKLC. */
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
  return { ...rest, model: { ...model, knowledge }, payload: Buffer.concat([weights, payload]) };
}
