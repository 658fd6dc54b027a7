/**
 * The model graph: experts, mixer, frequencies. Defined by `DynamicModel` in `@pmklc/models`.
 */
import * as experts from '../experts';
import { SCHEDULE_PERIOD } from '../generated/configuration/model-config';
import { FORESEEN } from '../generated/dynamic/dynamic-model';
import * as history from '../history/base-history';
import { hasReads, known, leftOfRead } from '../history/read-place';
import { allocate } from '../memory';
import * as mixer from '../mixer/gated-mixer';
import * as secondary from '../mixer/secondary-estimation';
import * as networks from '../networks/network-experts';
import { Random } from '../random';
import { dropCopies } from '../repeats/repeat-pool';
import { learnShortcut, predictShortcut } from '../repeats/shortcut';
import { scheduled, startSchedule } from '../schedule';
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
let errors: usize = 0;
/** Bases known before the first one. */
let primed: i32 = 0;
/** Whether the shortcut was taken for this base. */
let isShortcut: bool = false;
let useSecondary: bool = false;
/** The frequencies before secondary estimation: what the mixer learns from. */
let mixedFrequencies: usize = 0;

/** u32[4], sum 2^16: what the coder codes with. */
export let frequencies: usize = 0;

/** Makes the model that the settings name. */
export function buildModel(hasExternal: bool): void {
  const random = changetype<Random>(allocate(offsetof<Random>()));
  random.state = 1;
  frequencies = allocate(16);
  errors = allocate(16);
  experts.build(random);
  external.build(hasExternal);
  mixerRate = nextSetting();
  mixerBoost = nextSetting();
  mixerFade = nextSetting();
  useSecondary = nextSetting() != 0;
  mixedFrequencies = useSecondary ? allocate(16) : frequencies;
  if (useSecondary) secondary.initSecondary();
  mixer.initMixer(experts.opinionCount(), translated.count > 0);
}

/** Makes `count` bases known, to copy from; the models do not learn them. */
export function prime(input: usize, count: usize): void {
  for (let i: usize = 0; i < count; i++) {
    history.append(<u32>load<u8>(input + i));
    experts.prime();
  }
  primed = history.length;
  startSchedule(0);
}

/** Starts from a snapshot, which has been written: call after `prime` and before the first base. */
export function startFrom(experience: i32): void {
  startSchedule(experience);
}

/** Names the regions of a part of a piece: a kind of the registry, secondary estimation, the mixer. What the model lacks has none. */
export function transferPart(piece: i32, part: i32): void {
  if (piece == MIXER_PIECE) mixer.transferMixer();
  else if (piece != SECONDARY_PIECE) experts.transferPart(piece, part);
  else if (useSecondary) secondary.transferSecondary();
}

/**
 * Bases that may be coded at once now, if the shortcut foretells them: none unless it was taken for the last one, when
 * a predictor of the caller's wants to see every base, where learning rates are set, or where a read begins.
 */
export function runLimit(left: i32): i32 {
  if (!isShortcut || external.count > 0) return 0;
  const since = (history.length - primed) % SCHEDULE_PERIOD;
  if (since == 0 || (hasReads() && known == 0)) return 0;
  const most = min(left, SCHEDULE_PERIOD - since);
  return hasReads() ? min(most, leftOfRead()) : most;
}

/** Fills `frequencies` for the next base. */
export function predict(): void {
  if ((history.length - primed) % SCHEDULE_PERIOD == 0) setRates();
  external.ask();
  if (hasReads() && known == 0) dropCopies();
  isShortcut = predictShortcut(frequencies);
  if (!isShortcut) predictAll();
}

function predictAll(): void {
  experts.predict();
  selectWeights();
  mixer.mix();
  networks.addJoint(mixer.mixed);
  quantise(mixer.mixed, frequencies);
  if (!useSecondary) return;
  v128.store(mixedFrequencies, v128.load(frequencies));
  secondary.refine(frequencies, <u32>(history.recent & 255));
}

function setRates(): void {
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
  if (isShortcut) return load<u32>(frequencies + (base << 2)) > <u32>FORESEEN ? shortcut : 0;
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

/** Learns that the next base was `base`. */
export function learn(base: u32): void {
  learnShortcut(base);
  if (isShortcut) skip(base);
  else learnAll(base);
  external.update(base);
}

function skip(base: u32): void {
  history.append(base);
  experts.skip(base);
}

function learnAll(base: u32): void {
  for (let symbol: u32 = 0; symbol < 4; symbol++) {
    const target = symbol == base ? 65536 : 0;
    const frequency = <i32>load<u32>(mixedFrequencies + (symbol << 2));
    store<i32>(errors + (symbol << 2), min((target - frequency) >> 1, 32767));
  }
  mixer.learnMixer(errors);
  if (useSecondary) secondary.learnSecondary(base);
  history.append(base);
  experts.prefetchNext();
  experts.learn(base, errors);
}
