/**
 * The model graph: experts, mixer, frequencies. Defined by `DynamicModel` in `@pmklc/models`.
 */
import * as experts from '../experts';
import { SCHEDULE_PERIOD } from '../generated/configuration/model-config';
import { FORESEEN } from '../generated/dynamic/dynamic-model';
import * as history from '../history/base-history';
import { beginsRead, hasReads, leftOfRead } from '../history/read-place';
import { isSingle, lane, laneCount, roomInLane, useLane } from '../lane';
import { allocate } from '../memory';
import * as mixer from '../mixer/gated-mixer';
import { transferMixer } from '../mixer/mixer-weights';
import * as secondary from '../mixer/secondary-estimation';
import * as networks from '../networks/network-experts';
import { Random } from '../random';
import { dropCopies } from '../repeats/repeat-pool';
import { predictShortcut } from '../repeats/shortcut';
import { scheduled, setLearned } from '../schedule';
import { threadCount } from '../threads';
import { nextSetting } from '../settings';
import * as translated from '../translated/translated-experts';
import * as external from './external-opinion';
import { quantise } from './quantise';
import { selectWeights } from './weight-selection';

/** Pieces of a snapshot behind the kinds of the registry. */
const SECONDARY_PIECE: i32 = experts.KINDS;
const MIXER_PIECE: i32 = experts.KINDS + 1;

let mixerRate: i32 = 0;
let mixerBoost: i32 = 0;
let mixerFade: i32 = 0;
let useSecondary: bool = false;
/** Bases that the snapshot had learned; steps done since; steps from one setting of rates to the next. */
let experience: i32 = 0;
let steps: i32 = 0;
let period: i32 = SCHEDULE_PERIOD;

/** Forecast of a lane. */
@unmanaged
class ModelLane {
  /** Base that came, until it is learned. */
  base: u32;
  /** Whether the shortcut was taken for it. */
  isShortcut: bool;
}

/** Offset in a lane of a `ModelLane`, behind which are three times four numbers of 32 bits. */
let room: usize = 0;
const FREQUENCIES: usize = 16;
const MIXED: usize = 32;
const ERRORS: usize = 48;
const ROOM_BYTES: usize = 64;

// @ts-ignore: decorator
@inline
function here(): ModelLane {
  return changetype<ModelLane>(lane() + room);
}

/** u32[4], sum 2^16: what the coder codes with. */
// @ts-ignore: decorator
@inline
export function frequencies(): usize {
  return lane() + room + FREQUENCIES;
}

/** The frequencies before secondary estimation: what the mixer learns from. */
// @ts-ignore: decorator
@inline
function mixedFrequencies(): usize {
  return useSecondary ? lane() + room + MIXED : frequencies();
}

/** Makes the model that the settings name. */
export function buildModel(hasExternal: bool): void {
  const random = changetype<Random>(allocate(offsetof<Random>()));
  random.state = 1;
  room = roomInLane(ROOM_BYTES);
  period = max(SCHEDULE_PERIOD / laneCount, 1);
  experts.build(random);
  external.build(hasExternal);
  mixerRate = nextSetting();
  mixerBoost = nextSetting();
  mixerFade = nextSetting();
  useSecondary = nextSetting() != 0;
  if (useSecondary) secondary.initSecondary();
  mixer.initMixer(experts.opinionCount(), translated.count > 0);
}

/** Makes `count` bases known, to copy from; the models do not learn them. */
export function prime(input: usize, count: usize): void {
  for (let i: usize = 0; i < count; i++) {
    history.append(<u32>load<u8>(input + i));
    experts.prime();
  }
}

/** Starts the lane in use, when nothing is known. */
export function initLane(): void {
  history.initLane();
  experts.startLane();
}

/** Says how many bases the snapshot had learned. */
export function goOnFrom(bases: i32): void {
  experience = bases;
}

/** Starts from a snapshot, which has been written: call before the first base. */
export function startFrom(bases: i32): void {
  goOnFrom(bases);
  for (let i = 1; i < laneCount; i++) {
    useLane(i);
    experts.shareFirst();
  }
  useLane(0);
}

/** Names the regions of a part of a piece: a kind of the registry, secondary estimation, the mixer. What the model lacks has none. */
export function transferPart(piece: i32, part: i32): void {
  if (piece == MIXER_PIECE) transferMixer();
  else if (piece != SECONDARY_PIECE) experts.transferPart(piece, part);
  else if (useSecondary) secondary.transferSecondary();
}

/**
 * Bases that may be coded at once now, if the shortcut foretells them: none unless it was taken for the last one, when
 * a predictor of the caller's wants to see every base, where learning rates are set, or where a read begins.
 */
export function runLimit(left: i32): i32 {
  if (!isSingle() || external.count > 0 || !here().isShortcut) return 0;
  const since = steps % period;
  if (since == 0 || beginsRead()) return 0;
  const most = min(left, period - since);
  return hasReads() ? min(most, leftOfRead()) : most;
}

/** Begins a step of all lanes: sets learning rates where it is time. */
export function beginStep(): void {
  if (steps % period == 0) setRates();
}

/** Lanes that have a base in the next step. */
// @ts-ignore: decorator
@inline
export function lanesInStep(): i32 {
  return history.lanesInStep(steps);
}

/** Ends `count` steps. */
export function endSteps(count: i32): void {
  steps += count;
}

/** Fills `frequencies` of the lane in use for its next base. */
export function predict(): void {
  external.ask();
  if (beginsRead()) dropCopies();
  const isShortcut = predictShortcut(frequencies());
  here().isShortcut = isShortcut;
  if (!isShortcut) predictAll();
}

function predictAll(): void {
  experts.predict();
  selectWeights();
  mixer.mix();
  networks.addJoint(mixer.mixed());
  quantise(mixer.mixed(), frequencies());
  if (!useSecondary) return;
  v128.store(mixedFrequencies(), v128.load(frequencies()));
  secondary.refine(frequencies(), <u32>(history.here().recent & 255));
}

function setRates(): void {
  setLearned(<i64>experience + <i64>steps * laneCount);
  experts.setRates();
  mixer.setRate(scheduled(mixerRate, mixerBoost, mixerFade));
}

/**
 * Carrier, the kind of model that spoke most for the base that came, before it is learned: one of `CARRIERS` of `@pmklc/models`:
 * none, the kinds of the registry, joint networks, the external predictor, the shortcut.
 */
export function carrier(base: u32): u32 {
  const joint = experts.KINDS + 1,
    predictor = joint + 1,
    shortcut = predictor + 1;
  if (here().isShortcut)
    return load<u32>(frequencies() + (base << 2)) > <u32>FORESEEN ? shortcut : 0;
  let most: i32 = 0,
    found: u32 = 0,
    first: i32 = 0;
  for (let kind = 1; kind <= predictor; kind++) {
    let votes = 0;
    if (kind == joint) votes = networks.jointVotes(base);
    else {
      const count = experts.opinionsOf(kind < joint ? kind - 1 : experts.KINDS);
      votes = mixer.votes(first, first + count, base);
      first += count;
    }
    if (votes > most) {
      most = votes;
      found = kind;
    }
  }
  return found;
}

/** Says which base came in the lane in use. */
// @ts-ignore: decorator
@inline
export function setBase(base: u32): void {
  here().base = base;
}

/**
 * Takes the base that came: computes what is to be learned of it, and finds where it leads. Neither what is shared is changed,
 * nor do other lanes see the base: they may still forecast.
 */
export function take(): void {
  const self = here();
  if (self.isShortcut) {
    history.advanceBy(self.base);
    experts.findSkipped();
    return;
  }
  measure(self.base);
  history.advanceBy(self.base);
  experts.find();
}

function measure(base: u32): void {
  const errors = lane() + room + ERRORS;
  const mixed = mixedFrequencies();
  for (let symbol: u32 = 0; symbol < 4; symbol++) {
    const target = symbol == base ? 65536 : 0;
    const frequency = <i32>load<u32>(mixed + (symbol << 2));
    store<i32>(errors + (symbol << 2), min((target - frequency) >> 1, 32767));
  }
  mixer.measure(errors);
  experts.measure(base, errors);
}

/** Makes the base known to all lanes. */
export function publish(): void {
  history.publish(here().base);
}

/** Learns it in what all lanes share, and is this thread's own. */
export function learn(): void {
  const self = here();
  if (self.isShortcut) {
    experts.learnSkipped(self.base);
    return;
  }
  mixer.learnMixer();
  if (useSecondary) secondary.learnSecondary(self.base);
  experts.learn(self.base);
}

/** Prefetches what `follow` compares, where `learn` did not: entries may be another thread's. */
export function prefetchFound(): void {
  if (threadCount > 1 && !here().isShortcut) experts.prefetchFound();
}

/** Lets what is the lane's own follow the base, which all lanes know now. */
export function follow(): void {
  const self = here();
  if (self.isShortcut) experts.skip(self.base);
  else experts.follow(self.base);
  external.update(self.base);
}
