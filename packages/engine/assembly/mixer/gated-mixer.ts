/**
 * The gated mixer: logits of the experts weighted by the sum of the weight sets that the contexts
 * select. Defined by `GatedMixer` in `@pmklc/mixer`.
 *
 * Inputs are planar: `inputs[symbol][expert]`, i16, Q10, in [-INPUT_MAX, INPUT_MAX], padded with
 * zeros to a multiple of 8 experts.
 */
import { lane, roomInLane } from '../lane';
import { isOwn } from '../threads';
import { CONFIDENCES, SUM_LIMIT, WEIGHT_LIMIT } from '../generated/mixer/gated-mixer';
import {
  blocks,
  byAgreement,
  byAlignment,
  byBases,
  byCopies,
  byFrame,
  experts,
  initWeights,
  ownTable,
  setBytes,
} from './mixer-weights';

/** Bytes from one symbol's inputs to the next's. */
export let plane: usize = 0;

/** Weight learning rate, Q16. */
let weightRate: i32 = 0;

/** Sets that a lane has selected: addresses. */
@unmanaged
class MixerLane {
  bases: usize;
  copies: usize;
  agreement: usize;
  frame: usize;
  /** 0: there are none. */
  alignment: usize;
}

let room: usize = 0;
/** Offsets in a lane: of the inputs; of four i32, Q10; of the addresses of own weights, and of what was there. */
let inputRoom: usize = 0;
let mixedRoom: usize = 0;
let slotRoom: usize = 0;
let ownRoom: usize = 0;
/** Offset of the gradients, i32, Q15, an expert each. */
let gradientRoom: usize = 0;
/** Weights of a cache line have one owner. */
const LINE_SHIFT: u32 = 6;

// @ts-ignore: decorator
@inline
function here(): MixerLane {
  return changetype<MixerLane>(lane() + room);
}

/** Address of the mixed logits: four i32, Q10. */
// @ts-ignore: decorator
@inline
export function mixed(): usize {
  return lane() + mixedRoom;
}

export function setRate(rate: i32): void {
  weightRate = rate;
}

export function initMixer(expertCount: i32, isTranslated: bool): void {
  initWeights(expertCount, isTranslated);
  plane = blocks * 16;
  room = roomInLane(offsetof<MixerLane>());
  inputRoom = roomInLane(plane * 4);
  mixedRoom = roomInLane(16);
  slotRoom = roomInLane(blocks * 8 * 4);
  ownRoom = roomInLane(setBytes);
  gradientRoom = roomInLane(setBytes);
}

export function selectByBases(set: i32): void {
  here().bases = byBases + setBytes * set;
}

export function selectByCopies(set: i32): void {
  here().copies = byCopies + setBytes * set;
}

export function selectByFrame(set: i32): void {
  here().frame = byFrame + setBytes * set;
}

export function selectByAlignment(set: i32): void {
  if (byAlignment != 0) here().alignment = byAlignment + setBytes * set;
}

export function selectByAgreement(set: i32): void {
  here().agreement = byAgreement + setBytes * set;
}

/** Address of the inputs of an opinion: its logit of base A; the others follow a plane each. */
// @ts-ignore: decorator
@inline
export function inputAt(opinion: i32): usize {
  return lane() + inputRoom + 2 * <usize>opinion;
}

/** Selects an opinion's own weight by its confidence, 0..15. */
// @ts-ignore: decorator
@inline
export function selectOwn(opinion: i32, confidence: i32): void {
  const slot = ownTable + ((<usize>(CONFIDENCES * opinion + confidence)) << 2);
  store<usize>(lane() + slotRoom + ((<usize>opinion) << 2), slot);
  store<i32>(lane() + ownRoom + ((<usize>opinion) << 2), load<i32>(slot));
}

export function mix(): void {
  const self = here();
  const basesSet = self.bases,
    copySet = self.copies,
    agreementSet = self.agreement,
    frameSet = self.frame,
    alignmentSet = self.alignment;
  const inputs = lane() + inputRoom,
    ownInUse = lane() + ownRoom,
    mixed = lane() + mixedRoom;
  let sum0 = i32x4.splat(0),
    sum1 = i32x4.splat(0),
    sum2 = i32x4.splat(0),
    sum3 = i32x4.splat(0);
  const top = i16x8.splat(<i16>SUM_LIMIT),
    bottom = i16x8.splat(<i16>-SUM_LIMIT);
  for (let block: usize = 0; block < blocks; block++) {
    const own = ownInUse + (block << 5);
    let low = v128.load(own),
      high = v128.load(own, 16);
    const bases = basesSet + (block << 5),
      copies = copySet + (block << 5),
      agreement = agreementSet + (block << 5);
    const frame = frameSet + (block << 5);
    low = i32x4.add(low, v128.load(frame));
    high = i32x4.add(high, v128.load(frame, 16));
    if (alignmentSet != 0) {
      low = i32x4.add(low, v128.load(alignmentSet + (block << 5)));
      high = i32x4.add(high, v128.load(alignmentSet + (block << 5), 16));
    }
    low = i32x4.add(
      i32x4.add(low, v128.load(agreement)),
      i32x4.add(v128.load(bases), v128.load(copies)),
    );
    high = i32x4.add(
      i32x4.add(high, v128.load(agreement, 16)),
      i32x4.add(v128.load(bases, 16), v128.load(copies, 16)),
    );
    const narrow = i16x8.narrow_i32x4_s(i32x4.shr_s(low, 9), i32x4.shr_s(high, 9));
    const weights = i16x8.max_s(i16x8.min_s(narrow, top), bottom);
    const x = inputs + (block << 4);
    // Sums over at most 24 experts stay under 24 * 8191 * 8192 < 2^31; the six weights, under 2^25.
    sum0 = i32x4.add(sum0, i32x4.dot_i16x8_s(weights, v128.load(x)));
    sum1 = i32x4.add(sum1, i32x4.dot_i16x8_s(weights, v128.load(x + plane)));
    sum2 = i32x4.add(sum2, i32x4.dot_i16x8_s(weights, v128.load(x + 2 * plane)));
    sum3 = i32x4.add(sum3, i32x4.dot_i16x8_s(weights, v128.load(x + 3 * plane)));
  }
  store<i32>(mixed, total(sum0) >> 11);
  store<i32>(mixed, total(sum1) >> 11, 4);
  store<i32>(mixed, total(sum2) >> 11, 8);
  store<i32>(mixed, total(sum3) >> 11, 12);
}

// @ts-ignore: decorator
@inline
function total(v: v128): i32 {
  return (
    i32x4.extract_lane(v, 0) +
    i32x4.extract_lane(v, 1) +
    i32x4.extract_lane(v, 2) +
    i32x4.extract_lane(v, 3)
  );
}

/** Votes: what experts `first .. end - 1` add to the mixed logit of a base, Q10: for reports. */
export function votes(first: i32, end: i32, base: u32): i32 {
  const self = here();
  let sum: i32 = 0;
  for (let expert = first; expert < end; expert++) {
    const at = (<usize>expert) << 2;
    const families =
      load<i32>(self.bases + at) +
      load<i32>(self.copies + at) +
      load<i32>(self.agreement + at) +
      load<i32>(self.frame + at) +
      (self.alignment != 0 ? load<i32>(self.alignment + at) : 0);
    const weight = max(
      min((load<i32>(lane() + ownRoom + at) + families) >> 9, SUM_LIMIT),
      -SUM_LIMIT,
    );
    sum += weight * <i32>load<i16>(inputAt(expert) + <usize>base * plane);
  }
  return sum >> 11;
}

/** Computes the gradient of the selected weights; `errors`: four i32, Q15, target minus prediction. */
export function measure(errors: usize): void {
  const e0 = i16x8.splat(<i16>load<i32>(errors)),
    e1 = i16x8.splat(<i16>load<i32>(errors, 4));
  const e2 = i16x8.splat(<i16>load<i32>(errors, 8)),
    e3 = i16x8.splat(<i16>load<i32>(errors, 12));
  const inputs = lane() + inputRoom,
    gradients = lane() + gradientRoom;
  for (let block: usize = 0; block < blocks; block++) {
    const x = inputs + (block << 4);
    const x0 = v128.load(x),
      x1 = v128.load(x + plane),
      x2 = v128.load(x + 2 * plane),
      x3 = v128.load(x + 3 * plane);
    const low = i32x4.add(
      i32x4.add(i32x4.extmul_low_i16x8_s(x0, e0), i32x4.extmul_low_i16x8_s(x1, e1)),
      i32x4.add(i32x4.extmul_low_i16x8_s(x2, e2), i32x4.extmul_low_i16x8_s(x3, e3)),
    );
    const high = i32x4.add(
      i32x4.add(i32x4.extmul_high_i16x8_s(x0, e0), i32x4.extmul_high_i16x8_s(x1, e1)),
      i32x4.add(i32x4.extmul_high_i16x8_s(x2, e2), i32x4.extmul_high_i16x8_s(x3, e3)),
    );
    // Q25 -> Q15. The errors add up to at most 2^16 in size and inputs are at most 2^13: the sums are under 2^29.
    v128.store(gradients + (block << 5), i32x4.shr_s(low, 10));
    v128.store(gradients + (block << 5), i32x4.shr_s(high, 10), 16);
  }
}

/** Moves the selected weights along the gradient: what is this thread's own of them. */
export function learnMixer(): void {
  const self = here();
  const ownBases = isOwn((<u32>self.bases) >> LINE_SHIFT),
    ownCopies = isOwn((<u32>self.copies) >> LINE_SHIFT),
    ownAgreement = isOwn((<u32>self.agreement) >> LINE_SHIFT),
    ownFrame = isOwn((<u32>self.frame) >> LINE_SHIFT),
    ownAlignment = self.alignment != 0 && isOwn((<u32>self.alignment) >> LINE_SHIFT);
  const rate = i32x4.splat(weightRate);
  const gradients = lane() + gradientRoom;
  for (let at: usize = 0; at < setBytes; at += 32) {
    // Times the rate Q31 -> Q20: under 2^19 * 170 * 6 < 2^29.
    const low = i32x4.shr_s(i32x4.mul(v128.load(gradients + at), rate), 11);
    const high = i32x4.shr_s(i32x4.mul(v128.load(gradients + at, 16), rate), 11);
    if (ownBases) addSteps(self.bases + at, low, high);
    if (ownCopies) addSteps(self.copies + at, low, high);
    if (ownAgreement) addSteps(self.agreement + at, low, high);
    if (ownFrame) addSteps(self.frame + at, low, high);
    if (ownAlignment) addSteps(self.alignment + at, low, high);
  }
  for (let expert: u32 = 0; expert < <u32>experts; expert++) {
    if (!isOwn(expert)) continue;
    const slot = load<usize>(lane() + slotRoom + ((<usize>expert) << 2));
    const step = (load<i32>(gradients + ((<usize>expert) << 2)) * weightRate) >> 11;
    const weight = load<i32>(slot) + step;
    store<i32>(slot, max(min(weight, WEIGHT_LIMIT), -WEIGHT_LIMIT));
  }
}

// @ts-ignore: decorator
@inline
function addSteps(set: usize, low: v128, high: v128): void {
  v128.store(set, clamp(i32x4.add(v128.load(set), low)));
  v128.store(set, clamp(i32x4.add(v128.load(set, 16), high)), 16);
}

// @ts-ignore: decorator
@inline
function clamp(v: v128): v128 {
  return i32x4.max_s(i32x4.min_s(v, i32x4.splat(WEIGHT_LIMIT)), i32x4.splat(-WEIGHT_LIMIT));
}
