/**
 * The model graph: experts, mixer, frequencies. Defined by `DynamicPredictor` in `@pmklc/codec`.
 */
import { allocate } from '../memory';
import * as history from '../history/base-history';
import * as mixer from '../mixer/gated-mixer';
import * as pool from '../repeats/repeat-pool';
import { clampLogit, expNegative } from '../fixed-point';
import { ContextModel, newContextModel, predictContext, prefetchContext, learnContext, transferContext } from '../contexts/context-model';
import {
  TokenNetwork,
  addView,
  learnJoint,
  learnNetwork,
  newTokenNetwork,
  predictNetwork,
  scheduleNetwork,
  seedOutputs,
  transferNetwork,
  writeNetwork,
} from '../networks/token-network';
import * as frames from '../frames/frame-model';
import * as sse from '../mixer/secondary-estimation';
import { scheduled, startSchedule } from '../schedule';
import { askExternal, writeExternal, learnExternal } from './external-predictor';
import { initSureCopy, learnSure, predictSure, REMEMBERED_EVERY, transferSureCopy } from '../repeats/shortcut';
import { initSureStretch } from '../repeats/shortcut-run';
import { Random } from '../random';

const MAX_CONTEXTS: usize = 12;
const MAX_NETWORKS: usize = 4;
const SCHEDULE_PERIOD: i32 = 1024;

let contexts: usize = 0;
let contextCount: usize = 0;
let networks: usize = 0;
let networkCount: usize = 0;
/** Networks before the joint ones. */
let ownCount: usize = 0;
/** Orders of the frame model, each an expert. */
let frameCount: usize = 0;
let hasPool: bool = false;
let hasExternal: bool = false;
let invertedRepeats: bool = false;
let mixerRate: i32 = 0;
let mixerBoost: i32 = 0;
let mixerFade: i32 = 0;
let networkBoost: i32 = 0;
let networkFade: i32 = 0;
let random!: Random;
let errors: usize = 0;
/** Bases known before the first one. */
let primed: i32 = 0;
/** Whether the shortcut was taken for this base. */
let isSure: bool = false;
let useSse: bool = false;
/** The same before secondary estimation: what the mixer learns from. */
let mixedFrequencies: usize = 0;

/** u32[4], sum 2^16: what the coder codes with. */
export let frequencies: usize = 0;

export function initModel(inverted: bool): void {
  contexts = allocate(MAX_CONTEXTS * 4);
  networks = allocate(MAX_NETWORKS * 4);
  frequencies = allocate(16);
  errors = allocate(16);
  random = changetype<Random>(allocate(offsetof<Random>()));
  random.state = 1;
  invertedRepeats = inverted;
}

export function addContext(order: i32, window: i32): void {
  store<usize>(contexts + (contextCount << 2), changetype<usize>(newContextModel(order, window)));
  contextCount++;
}

/** Its orders follow, ascending, and then the networks: their first weights come from one generator. */
export function addFrames(genes: i32, intergenic: i32): void {
  frames.initFrames(genes, intergenic);
}

export function addFrameOrder(order: i32): void {
  frames.addFrameOrder(order, random);
  frameCount++;
}

/** Its seeds follow, one or two calls of `addSeed`. */
export function addPool(pointers: i32, minAgreement: i32, maxMisses: i32): void {
  pool.initPool(pointers, minAgreement, maxMisses);
  hasPool = true;
}

/** Joint networks come after all others. */
export function addNetwork(
  hidden: i32,
  rows: i32,
  rowRate: i32,
  outputRate: i32,
  invertedEvery: i32,
  joint: bool,
): void {
  const network = newTokenNetwork(hidden, rows, rowRate, outputRate, invertedEvery);
  store<usize>(networks + (networkCount << 2), changetype<usize>(network));
  networkCount++;
  if (!joint) ownCount++;
}

export function addNetworkView(stride: i32, k: i32, count: i32): void {
  addView(networkAt(networkCount - 1), stride, k, count, random);
}

export function endNetwork(): void {
  seedOutputs(networkAt(networkCount - 1), random);
}

export function setSchedules(netBoost: i32, netFade: i32, rate: i32, boost: i32, fade: i32): void {
  networkBoost = netBoost;
  networkFade = netFade;
  mixerRate = rate;
  mixerBoost = boost;
  mixerFade = fade;
}

/** Call last. `sureRun`: run of a copy that takes the shortcut, 0 for never. */
export function endModel(secondary: bool, sureRun: i32, external: bool): void {
  useSse = secondary;
  mixedFrequencies = secondary ? allocate(16) : frequencies;
  if (secondary) sse.initSse();
  initSureCopy(sureRun);
  initSureStretch();
  hasExternal = external;
  mixer.initMixer(<i32>(contextCount + frameCount + ownCount) + (hasPool ? 2 : 0) + (external ? 1 : 0));
}

/** Makes `count` bases known, to copy from; the models do not learn them. */
export function prime(input: usize, count: usize): void {
  for (let i: usize = 0; i < count; i++) {
    history.append(<u32>load<u8>(input + i));
    if (hasPool) pool.remember();
  }
  primed = history.length;
  startSchedule(0);
}

/** Call after `prime` and before the first base, when the model starts from a snapshot. */
export function startFrom(experience: i32): void {
  startSchedule(experience);
}

/**
 * Names the regions of a part: of the context models, the networks, the repeat pool, the sure copies,
 * secondary estimation, the frame model, the mixer, in this order. One that the model lacks has none.
 */
export function transferPart(part: i32): void {
  const network = part - <i32>contextCount;
  const rest = network - <i32>networkCount;
  if (network < 0) transferContext(contextAt(part));
  else if (rest < 0) transferNetwork(networkAt(network));
  else if (rest == 0 && hasPool) pool.transferPool();
  else if (rest == 1) transferSureCopy();
  else if (rest == 2 && useSse) sse.transferSse();
  else if (rest == 3) frames.transferFrames();
  else if (rest == 4) mixer.transferMixer();
}

// @ts-ignore: decorator
@inline
function contextAt(i: usize): ContextModel {
  return changetype<ContextModel>(load<usize>(contexts + (i << 2)));
}

// @ts-ignore: decorator
@inline
function networkAt(i: usize): TokenNetwork {
  return changetype<TokenNetwork>(load<usize>(networks + (i << 2)));
}

/**
 * Bases that may be coded at once now, if the shortcut foretells them: none unless it was taken for the last one, when
 * a predictor of the caller's wants to see every base, or where learning rates are set.
 */
export function stretchLimit(left: i32): i32 {
  if (!isSure || hasExternal) return 0;
  const since = (history.length - primed) % SCHEDULE_PERIOD;
  return since == 0 ? 0 : min(left, SCHEDULE_PERIOD - since);
}

/** Fills `frequencies` for the next base. */
export function predict(): void {
  if ((history.length - primed) % SCHEDULE_PERIOD == 0) setRates();
  if (hasExternal) askExternal();
  isSure = predictSure(frequencies);
  if (!isSure) predictAll();
}

function predictAll(): void {
  const inputs = mixer.inputs, plane = mixer.plane;
  let expert: usize = 0;
  for (let i: usize = 0; i < contextCount; i++) {
    const context = contextAt(i);
    predictContext(context, inputs + 2 * expert, plane);
    mixer.selectOwn(expert++, context.confidence);
  }
  if (frameCount > 0) {
    frames.predictFrames(inputs + 2 * expert, plane);
    for (let i: usize = 0; i < frameCount; i++) mixer.selectOwn(expert++, frames.confidence);
  }
  if (hasPool) {
    pool.predictPool(inputs + 2 * expert, plane);
    mixer.selectOwn(expert++, 4 * pool.agreement + min(pool.size >> 2, 3));
    mixer.selectOwn(expert++, min(pool.lead >> 9, 15));
  }
  for (let i: usize = 0; i < ownCount; i++) {
    const network = networkAt(i);
    predictNetwork(network);
    writeNetwork(network, inputs + 2 * expert, plane);
    mixer.selectOwn(expert++, 0);
  }
  if (hasExternal) {
    writeExternal(inputs + 2 * expert, plane);
    mixer.selectOwn(expert++, 0);
  }
  mixer.selectByFrame(frames.likeliest);
  mixer.selectByBases(<i32>(history.recent & 255));
  mixer.selectByPool(sizeClass(pool.size) * 6 + leadClass(pool.lead));
  mixer.selectByAgreement((pool.agreement * 6 + leadClass(pool.lead)) * 4 + peakOfContexts());
  mixer.mix();
  for (let i = ownCount; i < networkCount; i++) addJoint(networkAt(i));
  quantise();
  if (useSse) {
    v128.store(mixedFrequencies, v128.load(frequencies));
    sse.refine(frequencies, <u32>(history.recent & 255));
  }
}

/** Adds what the network has learned to be missing in the mixed logits. */
function addJoint(network: TokenNetwork): void {
  predictNetwork(network);
  v128.store(mixer.mixed, i32x4.add(v128.load(mixer.mixed), v128.load(network.logits)));
}

/** How sure the longest context is, by the largest of its logits; 0 without contexts. */
function peakOfContexts(): i32 {
  if (contextCount == 0) return 0;
  const at = mixer.inputs + 2 * (contextCount - 1);
  const plane = mixer.plane;
  const peak = max(
    max(<i32>load<i16>(at), <i32>load<i16>(at + plane)),
    max(<i32>load<i16>(at + 2 * plane), <i32>load<i16>(at + 3 * plane)),
  );
  return peak < 205 ? 0 : peak < 512 ? 1 : peak < 1024 ? 2 : 3;
}

function setRates(): void {
  for (let i: usize = 0; i < networkCount; i++) scheduleNetwork(networkAt(i), networkBoost, networkFade);
  mixer.setRate(scheduled(mixerRate, mixerBoost, mixerFade));
}

// @ts-ignore: decorator
@inline
function sizeClass(size: i32): i32 {
  return size < 2 ? size : size < 4 ? 2 : size < 8 ? 3 : size < 16 ? 4 : 5;
}

// @ts-ignore: decorator
@inline
function leadClass(lead: i32): i32 {
  if (lead == 0) return 0;
  return lead < 1024 ? 1 : lead < 2048 ? 2 : lead < 3584 ? 3 : lead < 5632 ? 4 : 5;
}

/** Softmax of the mixed logits; every frequency is at least 1, the likeliest takes what is left. */
function quantise(): void {
  const l = mixer.mixed;
  const l0 = clampLogit(load<i32>(l)), l1 = clampLogit(load<i32>(l, 4));
  const l2 = clampLogit(load<i32>(l, 8)), l3 = clampLogit(load<i32>(l, 12));
  const top = max(max(l0, l1), max(l2, l3));
  const x0 = expNegative(top - l0), x1 = expNegative(top - l1);
  const x2 = expNegative(top - l2), x3 = expNegative(top - l3);
  const sum = x0 + x1 + x2 + x3;
  const f0 = 1 + (x0 * 65532) / sum, f1 = 1 + (x1 * 65532) / sum;
  const f2 = 1 + (x2 * 65532) / sum, f3 = 1 + (x3 * 65532) / sum;
  store<u32>(frequencies, f0);
  store<u32>(frequencies, f1, 4);
  store<u32>(frequencies, f2, 8);
  store<u32>(frequencies, f3, 12);
  const likeliest = frequencies + (l0 == top ? 0 : l1 == top ? 4 : l2 == top ? 8 : 12);
  store<u32>(likeliest, load<u32>(likeliest) + 65536 - (f0 + f1 + f2 + f3));
}

/**
 * Which kind of model spoke most for the base that came, before it is learned: one of `CARRIERS` of
 * `@pmklc/core`. Defined by `DynamicPredictor`.
 */
export function carrier(base: u32): u32 {
  if (isSure) return load<u32>(frequencies + (base << 2)) > 16384 ? 6 : 0;
  const framesAt = contextCount, copies = framesAt + frameCount, networksAt = copies + (hasPool ? 2 : 0), external = networksAt + ownCount;
  let joint: i32 = 0;
  for (let i = ownCount; i < networkCount; i++) joint += centred(networkAt(i).logits, base);
  let best: i32 = 0, found: u32 = 0;
  for (let kind: u32 = 1; kind <= 7; kind++) {
    const votes =
      kind == 1 ? mixer.votes(0, framesAt, base)
      : kind == 2 ? mixer.votes(copies, networksAt, base)
      : kind == 3 ? mixer.votes(networksAt, external, base)
      : kind == 4 ? joint
      : kind == 5 && hasExternal ? mixer.votes(external, external + 1, base)
      : kind == 7 ? mixer.votes(framesAt, copies, base) : 0;
    if (votes > best) {
      best = votes;
      found = kind;
    }
  }
  return found;
}

/** One of four logits, less their mean. */
function centred(logits: usize, base: u32): i32 {
  const sum = load<i32>(logits) + load<i32>(logits, 4) + load<i32>(logits, 8) + load<i32>(logits, 12);
  return load<i32>(logits + (base << 2)) - (sum >> 2);
}

/** Learns that the next base was `base`. */
export function learn(base: u32): void {
  learnSure(base);
  if (isSure) followSure(base);
  else learnAll(base);
  if (hasExternal) learnExternal(base);
}

function followSure(base: u32): void {
  history.append(base);
  frames.skipFrames(1);
  pool.follow(base);
  if (history.length % REMEMBERED_EVERY == 0) pool.remember();
}

/** Asks for the parts of large tables that the lessons of the newest base and the next forecast read. */
function prefetchNext(): void {
  for (let i: usize = 0; i < contextCount; i++) prefetchContext(contextAt(i));
  if (frameCount > 0) frames.prefetchFrames();
  if (hasPool) pool.lookUpPlaces();
}

function learnAll(base: u32): void {
  for (let symbol: u32 = 0; symbol < 4; symbol++) {
    const target = symbol == base ? 65536 : 0;
    const frequency = <i32>load<u32>(mixedFrequencies + (symbol << 2));
    store<i32>(errors + (symbol << 2), min((target - frequency) >> 1, 32767));
  }
  mixer.learnMixer(errors);
  if (useSse) sse.learnSse(base);
  history.append(base);
  prefetchNext();
  for (let i: usize = 0; i < ownCount; i++) learnNetwork(networkAt(i), base);
  for (let i = ownCount; i < networkCount; i++) learnJoint(networkAt(i), errors);
  if (hasPool) pool.prefetchPlaces();
  for (let i: usize = 0; i < contextCount; i++) learnContext(contextAt(i), base, invertedRepeats);
  if (frameCount > 0) frames.learnFrames(base);
  if (hasPool) pool.learnPool(base);
}
