/**
 * The hidden layer of a token network. Defined by `HiddenLayer` in `@pmklc/models`; equal to it bit for bit.
 *
 * Rows are 16-bit (Q12) and their sums saturate, so that 8 units take one instruction. A row is
 * added with no rounding: each unit's step is rounded once, and what that drops goes into its next
 * step (HePy: 16 bits with this cost 0.00 % against floating point, Q8 without range cost 0.2 %).
 */
import { HIGHEST, INPUT_LIMIT } from '../generated/networks/hidden-layer';
import { isOwn, thread, threadCount } from '../threads';
import {
  errorsOf,
  residualsOf,
  rowsInUse,
  slopesOf,
  stepsOf,
  TokenNetwork,
  unitsOf,
} from './network-state';
import { narrowed } from './vectors';

/** Rows are their threads' in turn, and so have tables of their own; the biases are one thread's. */
const BIAS_OWNER: u32 = 1;

/** Fills the units and their slopes from the rows in use. */
export function forwardHidden(self: TokenNetwork): void {
  if (self.width & 63) sumRowsOf16(self);
  else sumRowsOf32(self);
}

/** Sums the rows in use, 16 units at a time. */
function sumRowsOf16(self: TokenNetwork): void {
  const inUse = rowsInUse(self);
  const end = inUse + ((<usize>self.rowCount) << 2);
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

/** Sums rows 32 units at a time: a quarter less work where the network has as many. */
function sumRowsOf32(self: TokenNetwork): void {
  const inUse = rowsInUse(self);
  const end = inUse + ((<usize>self.rowCount) << 2);
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
  const x = i16x8.max_s(
    i16x8.min_s(sum, i16x8.splat(<i16>INPUT_LIMIT)),
    i16x8.splat(<i16>-INPUT_LIMIT),
  );
  const size = i16x8.abs(x);
  const u = i16x8.q15mulr_sat_s(x, i16x8.sub(i16x8.splat(32767), size));
  v128.store(
    unitsOf(self) + unit,
    i16x8.min_s(i16x8.shr_s(i16x8.add(u, i16x8.splat(8192)), 3), i16x8.splat(<i16>HIGHEST)),
  );
  v128.store(slopesOf(self) + unit, i16x8.shr_s(i16x8.sub(i16x8.splat(<i16>INPUT_LIMIT), size), 1));
}

/** Computes the steps of the rows in use and the biases, along the gradient of the output layer's errors. */
export function backpropagate(self: TokenNetwork): void {
  const width = self.width;
  const slopes = slopesOf(self),
    steps = stepsOf(self);
  const e = errorsOf(self);
  const e0 = i16x8.splat(<i16>load<i32>(e)),
    e1 = i16x8.splat(<i16>load<i32>(e, 4));
  const e2 = i16x8.splat(<i16>load<i32>(e, 8)),
    e3 = i16x8.splat(<i16>load<i32>(e, 12));
  const rate = i16x8.splat(<i16>self.rowRateNow);
  for (let unit: usize = 0; unit < width; unit += 16) {
    const v = self.views + unit;
    const v0 = v128.load(v),
      v1 = v128.load(v + width),
      v2 = v128.load(v + 2 * width),
      v3 = v128.load(v + 3 * width);
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
    const slope = i16x8.q15mulr_sat_s(narrowed(low, high, 13), v128.load(slopes + unit));
    const residuals = residualsOf(self) + 2 * unit;
    const stepLow = i32x4.add(i32x4.extmul_low_i16x8_s(slope, rate), v128.load(residuals));
    const stepHigh = i32x4.add(i32x4.extmul_high_i16x8_s(slope, rate), v128.load(residuals, 16));
    v128.store(residuals, v128.and(stepLow, i32x4.splat(0xffff)));
    v128.store(residuals, v128.and(stepHigh, i32x4.splat(0xffff)), 16);
    v128.store(steps + unit, narrowed(stepLow, stepHigh, 16));
  }
}

/** Adds the steps to the biases, and to the rows in use: those that are this thread's own. */
export function learnHidden(self: TokenNetwork): void {
  if (self.width & 63) stepRowsOf16(self);
  else stepRowsOf32(self);
}

/** Bytes from the first row in use to this thread's first, and from one of its own to the next. */
// @ts-ignore: decorator
@inline
function firstRow(): usize {
  return ASC_FEATURE_THREADS ? 4 * <usize>thread : 0;
}

// @ts-ignore: decorator
@inline
function rowStride(): usize {
  return ASC_FEATURE_THREADS ? 4 * <usize>threadCount : 4;
}

/** Adds the steps to the rows in use, 16 units at a time. */
function stepRowsOf16(self: TokenNetwork): void {
  const inUse = rowsInUse(self);
  const end = inUse + ((<usize>self.rowCount) << 2);
  const steps = stepsOf(self),
    stride = rowStride();
  for (let unit: usize = 0; unit < self.width; unit += 32) {
    const step0 = v128.load(steps + unit),
      step1 = v128.load(steps + unit, 16);
    if (isOwn(BIAS_OWNER)) addSteps(self.bias + unit, step0, step1);
    for (let slot = inUse + firstRow(); slot < end; slot += stride)
      addSteps(<usize>load<u32>(slot) + unit, step0, step1);
  }
}

/** Steps rows 32 units at a time. */
function stepRowsOf32(self: TokenNetwork): void {
  const inUse = rowsInUse(self);
  const end = inUse + ((<usize>self.rowCount) << 2);
  const steps = stepsOf(self),
    stride = rowStride();
  for (let unit: usize = 0; unit < self.width; unit += 64) {
    const step0 = v128.load(steps + unit),
      step1 = v128.load(steps + unit, 16);
    const step2 = v128.load(steps + unit, 32),
      step3 = v128.load(steps + unit, 48);
    if (isOwn(BIAS_OWNER)) {
      addSteps(self.bias + unit, step0, step1);
      addSteps(self.bias + unit + 32, step2, step3);
    }
    for (let slot = inUse + firstRow(); slot < end; slot += stride) {
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
