/**
 * The token network. Defined by `TokenNetwork` in `@pmklc/models`; equal to it bit for bit.
 *
 * Rows are 16-bit (Q12) and their sums saturate, so that 8 units take one instruction. A row is
 * added with no rounding: each unit's step is rounded once, and what that drops goes into its next
 * step (HePy: 16 bits with this cost 0.00 % against floating point, Q8 without range cost 0.2 %).
 */
import { allocate } from '../memory';
import * as history from '../history/base-history';
import { expNegative } from '../fixed-point';
import { writeLogits } from '../dynamic/write-logits';
import { scheduled } from '../schedule';
import { Random } from '../random';
import { transfer } from '../snapshot';

/** Output weights: masters Q24 in [-4, 4], views Q12. */
const OUTPUT_LIMIT: i32 = (4 << 24) - (1 << 12);
const ROW_BYTES: usize = 20;

/** One row of the window. */
@unmanaged
class Row {
  /** Address of the weights of its 4^k tokens. */
  table: usize;
  /** Bytes from the newest token of the history back to this row's. */
  back: u32;
  mask: u32;
  /** The same on the other strand: bytes on from the base after the target, and a shift. */
  ahead: u32;
  shift: u32;
}

@unmanaged
export class TokenNetwork {
  /** Bytes of one row of weights: 2 a hidden unit. */
  width: usize;
  rows: usize;
  rowCount: i32;
  /** Bases that the window spans. */
  span: i32;
  /** u32 addresses of the weights in use, one a row. */
  inUse: usize;
  /** i16 a unit: bias, activation Q11, slope Q14, step of the rows. */
  bias: usize;
  units: usize;
  slopes: usize;
  steps: usize;
  /** i32 a unit: what rounding dropped from its last step. */
  residuals: usize;
  /** i32[4][units], and i16 of the same. */
  masters: usize;
  views: usize;
  /** i32[4], Q24. */
  outputBiases: usize;
  /** i32[4], Q10. */
  logits: usize;
  errors: usize;
  rowRate: i32;
  outputRate: i32;
  /** 0: never. */
  invertedEvery: i32;
  rowRateNow: i32;
  outputRateNow: i32;
}

export function newTokenNetwork(hidden: i32, maxRows: i32, rowRate: i32, outputRate: i32, invertedEvery: i32): TokenNetwork {
  const self = changetype<TokenNetwork>(allocate(offsetof<TokenNetwork>()));
  const width = <usize>hidden * 2;
  self.width = width;
  self.rows = allocate(<usize>maxRows * ROW_BYTES);
  self.inUse = allocate(<usize>maxRows * 4);
  self.bias = allocate(width);
  self.units = allocate(width);
  self.slopes = allocate(width);
  self.steps = allocate(width);
  self.residuals = allocate(2 * width);
  self.masters = allocate(8 * width);
  self.views = allocate(4 * width);
  self.outputBiases = allocate(16);
  self.logits = allocate(16);
  self.errors = allocate(16);
  self.rowRate = rowRate;
  self.outputRate = outputRate;
  self.invertedEvery = invertedEvery;
  return self;
}

/** Adds `count` rows: tokens of `k` bases, each `stride` bases further back than the one before. */
export function addView(self: TokenNetwork, stride: i32, k: i32, count: i32, random: Random): void {
  const bytes = self.width << (2 * k);
  for (let i = 0; i < count; i++) {
    const table = allocate(bytes);
    for (let at: usize = 0; at < bytes; at += 2) store<i16>(table + at, <i16>(random.next() >> 7));
    const row = changetype<Row>(self.rows + <usize>self.rowCount * ROW_BYTES);
    row.table = table;
    row.back = 2 * i * stride;
    row.mask = (1 << (2 * k)) - 1;
    row.ahead = 2 * (i * stride + k);
    row.shift = 16 - 2 * k;
    self.rowCount++;
    self.span = max(self.span, i * stride + k);
  }
}

/** Call once, after the last view. */
export function seedOutputs(self: TokenNetwork, random: Random): void {
  for (let at: usize = 0; at < 8 * self.width; at += 4) {
    store<i32>(self.masters + at, random.next() * 77);
  }
  narrowMasters(self);
}

function narrowMasters(self: TokenNetwork): void {
  for (let at: usize = 0; at < 4 * self.width; at += 16) {
    v128.store(self.views + at, narrowed(v128.load(self.masters + 2 * at), v128.load(self.masters + 2 * at, 16), 12));
  }
}

/** Sets the learning rates for the bases to come. */
export function scheduleNetwork(self: TokenNetwork, boost: i32, fade: i32): void {
  self.rowRateNow = scheduled(self.rowRate, boost, fade);
  self.outputRateNow = scheduled(self.outputRate, boost, fade);
}

/** Forecasts the next base: fills `logits`. */
export function predictNetwork(self: TokenNetwork): void {
  const newest = history.tokens + (<usize>history.length << 1);
  const width = <u32>self.width;
  for (let i: usize = 0; i < <usize>self.rowCount; i++) {
    const row = changetype<Row>(self.rows + i * ROW_BYTES);
    const token = <u32>load<u16>(newest - row.back) & row.mask;
    store<u32>(self.inUse + (i << 2), <u32>row.table + token * width);
  }
  propagate(self);
}

/** Writes the logits as an expert of the mixer. */
export function writeNetwork(self: TokenNetwork, inputs: usize, plane: usize): void {
  const l = self.logits;
  const l0 = load<i32>(l), l1 = load<i32>(l, 4), l2 = load<i32>(l, 8), l3 = load<i32>(l, 12);
  writeLogits(l0, l1, l2, l3, inputs, plane);
}

/** Learns the newest base, which `predictNetwork` forecast; then an example of the other strand. */
export function learnNetwork(self: TokenNetwork, base: u32): void {
  measure(self, base);
  descend(self);
  if (self.invertedEvery == 0 || history.length % self.invertedEvery != 0) return;
  const target = history.length - 1 - self.span;
  if (target < 0) return;
  const after = history.reversedTokens + (<usize>(target + 1) << 1);
  const width = <u32>self.width;
  for (let i: usize = 0; i < <usize>self.rowCount; i++) {
    const row = changetype<Row>(self.rows + i * ROW_BYTES);
    const token = <u32>load<u16>(after + row.ahead) >> row.shift;
    store<u32>(self.inUse + (i << 2), <u32>row.table + token * width);
  }
  propagate(self);
  measure(self, 3 - <u32>load<u8>(history.bases + target));
  descend(self);
}

function propagate(self: TokenNetwork): void {
  if (self.width & 63) sumRowsOf16(self);
  else sumRowsOf32(self);
  for (let base: usize = 0; base < 4; base++) {
    const views = self.views + base * self.width;
    // At most 64 * 16383 * 2047 = 2146304064 < 2^31.
    let sum = i32x4.splat(0);
    for (let unit: usize = 0; unit < self.width; unit += 16) {
      sum = i32x4.add(sum, i32x4.dot_i16x8_s(v128.load(views + unit), v128.load(self.units + unit)));
    }
    const total = i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) + i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3);
    store<i32>(self.logits + (base << 2), (total >> 13) + (load<i32>(self.outputBiases + (base << 2)) >> 14));
  }
}

/** Sums the rows in use, 16 units at a time. */
function sumRowsOf16(self: TokenNetwork): void {
  const inUse = self.inUse;
  const end = inUse + (<usize>self.rowCount << 2);
  for (let unit: usize = 0; unit < self.width; unit += 32) {
    let sum0 = v128.load(self.bias + unit);
    let sum1 = v128.load(self.bias + unit, 16);
    for (let slot = inUse; slot < end; slot += 4) {
      const row = <usize>load<u32>(slot) + unit;
      sum0 = i16x8.add_sat_s(sum0, v128.load(row));
      sum1 = i16x8.add_sat_s(sum1, v128.load(row, 16));
    }
    activate(self, unit, sum0);
    activate(self, unit + 16, sum1);
  }
}

/** The same, 32 units at a time: a quarter less work where the network has as many. */
function sumRowsOf32(self: TokenNetwork): void {
  const inUse = self.inUse;
  const end = inUse + (<usize>self.rowCount << 2);
  for (let unit: usize = 0; unit < self.width; unit += 64) {
    let sum0 = v128.load(self.bias + unit);
    let sum1 = v128.load(self.bias + unit, 16);
    let sum2 = v128.load(self.bias + unit, 32);
    let sum3 = v128.load(self.bias + unit, 48);
    for (let slot = inUse; slot < end; slot += 4) {
      const row = <usize>load<u32>(slot) + unit;
      sum0 = i16x8.add_sat_s(sum0, v128.load(row));
      sum1 = i16x8.add_sat_s(sum1, v128.load(row, 16));
      sum2 = i16x8.add_sat_s(sum2, v128.load(row, 32));
      sum3 = i16x8.add_sat_s(sum3, v128.load(row, 48));
    }
    activate(self, unit, sum0);
    activate(self, unit + 16, sum1);
    activate(self, unit + 32, sum2);
    activate(self, unit + 48, sum3);
  }
}

/** Quadratic sigmoid x (2 - |x|) of x = sum / 4, clamped to [-1, 1]; its slope is 1 - |x|. */
// @ts-ignore: decorator
@inline
function activate(self: TokenNetwork, unit: usize, sum: v128): void {
  const x = i16x8.max_s(i16x8.min_s(sum, i16x8.splat(16384)), i16x8.splat(-16384));
  const size = i16x8.abs(x);
  const u = i16x8.q15mulr_sat_s(x, i16x8.sub(i16x8.splat(32767), size));
  v128.store(self.units + unit, i16x8.min_s(i16x8.shr_s(i16x8.add(u, i16x8.splat(8192)), 3), i16x8.splat(2047)));
  v128.store(self.slopes + unit, i16x8.shr_s(i16x8.sub(i16x8.splat(16384), size), 1));
}

/** Learns from the errors of the final prediction, i32[4], Q15, to which its logits were added. */
export function learnJoint(self: TokenNetwork, errors: usize): void {
  v128.store(self.errors, v128.load(errors));
  descend(self);
}

/** One step down the gradient of the coding cost that `errors` belong to. */
function descend(self: TokenNetwork): void {
  learnRows(self);
  for (let symbol: usize = 0; symbol < 4; symbol++) {
    const error = load<i32>(self.errors + (symbol << 2));
    // 32767 * (5 * 200) >> 10 is 31999: 16 bits.
    learnOutput(self, symbol, (error * self.outputRateNow) >> 10);
    const at = self.outputBiases + (symbol << 2);
    const bias = load<i32>(at) + ((error * self.outputRateNow) >> 7);
    store<i32>(at, max(min(bias, OUTPUT_LIMIT), -OUTPUT_LIMIT));
  }
}

/** Errors of the network's own softmax, Q15: target minus prediction. */
function measure(self: TokenNetwork, base: u32): void {
  const l = self.logits;
  const l0 = load<i32>(l), l1 = load<i32>(l, 4), l2 = load<i32>(l, 8), l3 = load<i32>(l, 12);
  const top = max(max(l0, l1), max(l2, l3));
  const x0 = expNegative(min(top - l0, 32767)), x1 = expNegative(min(top - l1, 32767));
  const x2 = expNegative(min(top - l2, 32767)), x3 = expNegative(min(top - l3, 32767));
  // The likeliest has 65534, so the scale is at most 32769 and the products are under 2^31.
  const scale: u32 = <u32>0x80000000 / (x0 + x1 + x2 + x3);
  const errors = self.errors;
  store<i32>(errors, -<i32>((x0 * scale) >> 16));
  store<i32>(errors, -<i32>((x1 * scale) >> 16), 4);
  store<i32>(errors, -<i32>((x2 * scale) >> 16), 8);
  store<i32>(errors, -<i32>((x3 * scale) >> 16), 12);
  const at = errors + (base << 2);
  store<i32>(at, min(load<i32>(at) + 32768, 32767));
}

function learnRows(self: TokenNetwork): void {
  const width = self.width;
  const e = self.errors;
  const e0 = i16x8.splat(<i16>load<i32>(e)), e1 = i16x8.splat(<i16>load<i32>(e, 4));
  const e2 = i16x8.splat(<i16>load<i32>(e, 8)), e3 = i16x8.splat(<i16>load<i32>(e, 12));
  const rate = i16x8.splat(<i16>self.rowRateNow);
  for (let unit: usize = 0; unit < width; unit += 16) {
    const v = self.views + unit;
    const v0 = v128.load(v), v1 = v128.load(v + width), v2 = v128.load(v + 2 * width), v3 = v128.load(v + 3 * width);
    const low = i32x4.add(
      i32x4.add(i32x4.extmul_low_i16x8_s(v0, e0), i32x4.extmul_low_i16x8_s(v1, e1)),
      i32x4.add(i32x4.extmul_low_i16x8_s(v2, e2), i32x4.extmul_low_i16x8_s(v3, e3)),
    );
    const high = i32x4.add(
      i32x4.add(i32x4.extmul_high_i16x8_s(v0, e0), i32x4.extmul_high_i16x8_s(v1, e1)),
      i32x4.add(i32x4.extmul_high_i16x8_s(v2, e2), i32x4.extmul_high_i16x8_s(v3, e3)),
    );
    // Views are at most 16383 and the errors add up to at most 2^16: the sums are under 2^30, and
    // narrowing saturates. A slope is at most 2^13 and the rate 5 * 4095: their product is under 2^28.
    const slope = i16x8.q15mulr_sat_s(narrowed(low, high, 13), v128.load(self.slopes + unit));
    const residuals = self.residuals + 2 * unit;
    const stepLow = i32x4.add(i32x4.extmul_low_i16x8_s(slope, rate), v128.load(residuals));
    const stepHigh = i32x4.add(i32x4.extmul_high_i16x8_s(slope, rate), v128.load(residuals, 16));
    v128.store(residuals, v128.and(stepLow, i32x4.splat(0xffff)));
    v128.store(residuals, v128.and(stepHigh, i32x4.splat(0xffff)), 16);
    v128.store(self.steps + unit, narrowed(stepLow, stepHigh, 16));
  }
  if (width & 63) stepRowsOf16(self);
  else stepRowsOf32(self);
}

/** Adds the steps to the rows in use, 16 units at a time. */
function stepRowsOf16(self: TokenNetwork): void {
  const inUse = self.inUse;
  const end = inUse + (<usize>self.rowCount << 2);
  for (let unit: usize = 0; unit < self.width; unit += 32) {
    const step0 = v128.load(self.steps + unit), step1 = v128.load(self.steps + unit, 16);
    addSteps(self.bias + unit, step0, step1);
    for (let slot = inUse; slot < end; slot += 4) addSteps(<usize>load<u32>(slot) + unit, step0, step1);
  }
}

/** The same, 32 units at a time. */
function stepRowsOf32(self: TokenNetwork): void {
  const inUse = self.inUse;
  const end = inUse + (<usize>self.rowCount << 2);
  for (let unit: usize = 0; unit < self.width; unit += 64) {
    const step0 = v128.load(self.steps + unit), step1 = v128.load(self.steps + unit, 16);
    const step2 = v128.load(self.steps + unit, 32), step3 = v128.load(self.steps + unit, 48);
    addSteps(self.bias + unit, step0, step1);
    addSteps(self.bias + unit + 32, step2, step3);
    for (let slot = inUse; slot < end; slot += 4) {
      const row = <usize>load<u32>(slot) + unit;
      addSteps(row, step0, step1);
      addSteps(row + 32, step2, step3);
    }
  }
}

// @ts-ignore: decorator
@inline
function addSteps(weights: usize, step0: v128, step1: v128): void {
  v128.store(weights, i16x8.add_sat_s(v128.load(weights), step0));
  v128.store(weights, i16x8.add_sat_s(v128.load(weights, 16), step1), 16);
}

// @ts-ignore: decorator
@inline
function learnOutput(self: TokenNetwork, symbol: usize, step: i32): void {
  const width = self.width;
  const masters = self.masters + 2 * symbol * width;
  const views = self.views + symbol * width;
  const s = i16x8.splat(<i16>step);
  for (let unit: usize = 0; unit < width; unit += 16) {
    const u = v128.load(self.units + unit);
    const m = masters + 2 * unit;
    const low = limited(i32x4.add(v128.load(m), i32x4.shr_s(i32x4.extmul_low_i16x8_s(u, s), 8)));
    const high = limited(i32x4.add(v128.load(m, 16), i32x4.shr_s(i32x4.extmul_high_i16x8_s(u, s), 8)));
    v128.store(m, low);
    v128.store(m, high, 16);
    v128.store(views + unit, narrowed(low, high, 12));
  }
}

// @ts-ignore: decorator
@inline
function narrowed(low: v128, high: v128, shift: i32): v128 {
  return i16x8.narrow_i32x4_s(i32x4.shr_s(low, shift), i32x4.shr_s(high, shift));
}

// @ts-ignore: decorator
@inline
function limited(v: v128): v128 {
  return i32x4.max_s(i32x4.min_s(v, i32x4.splat(OUTPUT_LIMIT)), i32x4.splat(-OUTPUT_LIMIT));
}

export function transferNetwork(self: TokenNetwork): void {
  transfer(self.bias, self.width);
  transfer(self.residuals, 2 * self.width);
  transfer(self.masters, 8 * self.width);
  transfer(self.outputBiases, 16);
  for (let i: usize = 0; i < <usize>self.rowCount; i++) {
    const row = changetype<Row>(self.rows + i * ROW_BYTES);
    transfer(row.table, self.width * <usize>(row.mask + 1));
  }
  narrowMasters(self);
}
