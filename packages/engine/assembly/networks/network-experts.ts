/**
 * The token networks of a model: those that the mixer weighs, and the joint ones. Defined by `NetworkExperts` in `@pmklc/models`.
 */
import { allocate } from '../memory';
import * as mixer from '../mixer/gated-mixer';
import { Random } from '../random';
import { nextSetting } from '../settings';
import {
  addView,
  logitsOf,
  newTokenNetwork,
  seedOutputs,
  shareNetwork,
  TokenNetwork,
  transferNetwork,
} from './network-state';
import {
  learnNetwork,
  measureJoint,
  measureNetwork,
  predictNetwork,
  scheduleNetwork,
  writeNetwork,
} from './token-network';

/** Opinions for the mixer: networks before the joint ones. */
export let count: i32 = 0;

/** Addresses of all networks, and their number. */
let networks: usize = 0;
let networkCount: i32 = 0;
let boost: i32 = 0;
let fade: i32 = 0;

/** Makes the networks that the settings name. `random` gives first weights. */
export function build(random: Random): void {
  networkCount = nextSetting();
  boost = nextSetting();
  fade = nextSetting();
  networks = allocate(<usize>networkCount * 4);
  for (let i = 0; i < networkCount; i++) {
    const network = buildNetwork(random);
    store<usize>(networks + ((<usize>i) << 2), changetype<usize>(network));
  }
}

function buildNetwork(random: Random): TokenNetwork {
  const hidden = nextSetting();
  const rows = nextSetting();
  const rowRate = nextSetting();
  const outputRate = nextSetting();
  const network = newTokenNetwork(hidden, rows, rowRate, outputRate, nextSetting());
  const isJoint = nextSetting() != 0;
  if (!isJoint) count++;
  const views = nextSetting();
  for (let i = 0; i < views; i++) {
    const stride = nextSetting();
    const k = nextSetting();
    addView(network, stride, k, nextSetting(), random);
  }
  seedOutputs(network, random);
  return network;
}

// @ts-ignore: decorator
@inline
function networkAt(i: i32): TokenNetwork {
  return changetype<TokenNetwork>(load<usize>(networks + ((<usize>i) << 2)));
}

/** Sets the learning rates for the bases to come. */
export function setRates(): void {
  for (let i = 0; i < networkCount; i++) scheduleNetwork(networkAt(i), boost, fade);
}

/** Writes the opinions, the first one as opinion number `first`. */
export function predict(first: i32): void {
  for (let i = 0; i < count; i++) {
    const network = networkAt(i);
    predictNetwork(network);
    writeNetwork(network, mixer.inputAt(first + i), mixer.plane);
    mixer.selectOwn(first + i, 0);
  }
}

/** Adds what joint networks have learned to be missing in the mixed logits. */
export function addJoint(mixed: usize): void {
  for (let i = count; i < networkCount; i++) {
    const network = networkAt(i);
    predictNetwork(network);
    v128.store(mixed, i32x4.add(v128.load(mixed), v128.load(logitsOf(network))));
  }
}

/** Votes of joint networks: what they add to the logit of a base, less what they add to all: for reports. */
export function jointVotes(base: u32): i32 {
  let votes: i32 = 0;
  for (let i = count; i < networkCount; i++) votes += centred(logitsOf(networkAt(i)), base);
  return votes;
}

/** Logit of a base, less the mean of all four. */
function centred(logits: usize, base: u32): i32 {
  const sum =
    load<i32>(logits) + load<i32>(logits, 4) + load<i32>(logits, 8) + load<i32>(logits, 12);
  return load<i32>(logits + (base << 2)) - (sum >> 2);
}

/** Computes what is to be learned of the base that came. `errors`: of the mixed prediction, i32[4], Q15. */
export function measure(base: u32, errors: usize): void {
  for (let i = 0; i < count; i++) measureNetwork(networkAt(i), base);
  for (let i = count; i < networkCount; i++) measureJoint(networkAt(i), errors);
}

/** Learns it. */
export function learn(): void {
  for (let i = 0; i < networkCount; i++) learnNetwork(networkAt(i));
}

/** Copies what the first lane has of its own to the one in use. */
export function shareFirst(): void {
  for (let i = 0; i < networkCount; i++) shareNetwork(networkAt(i));
}

/** Names the regions of a part. */
export function transferPart(part: i32): void {
  transferNetwork(networkAt(part));
}
