/**
 * The output layer of a token network: four logits, and their errors. Defined by `OutputLayer` in `@pmklc/models`.
 */
import { expNegative } from '../fixed-point';
import { LIMIT, LONGEST_DISTANCE } from '../generated/networks/output-layer';
import { isOwn } from '../threads';
import { errorsOf, logitsOf, outputBiasesOf, TokenNetwork, unitsOf } from './network-state';
import { narrowed } from './vectors';

/** Fills the logits from the units. */
export function forwardOutput(self: TokenNetwork): void {
  const units = unitsOf(self),
    logits = logitsOf(self);
  for (let base: usize = 0; base < 4; base++) {
    const views = self.views + base * self.width;
    // At most 64 * 16383 * 2047 = 2146304064 < 2^31.
    let sum = i32x4.splat(0);
    for (let unit: usize = 0; unit < self.width; unit += 16) {
      sum = i32x4.add(sum, i32x4.dot_i16x8_s(v128.load(views + unit), v128.load(units + unit)));
    }
    const total =
      i32x4.extract_lane(sum, 0) +
      i32x4.extract_lane(sum, 1) +
      i32x4.extract_lane(sum, 2) +
      i32x4.extract_lane(sum, 3);
    store<i32>(
      logits + (base << 2),
      (total >> 13) + (load<i32>(outputBiasesOf(self) + (base << 2)) >> 14),
    );
  }
}

/** Errors of the network's own softmax, Q15: target minus prediction. */
export function measure(self: TokenNetwork, base: u32): void {
  const l = logitsOf(self);
  const l0 = load<i32>(l),
    l1 = load<i32>(l, 4),
    l2 = load<i32>(l, 8),
    l3 = load<i32>(l, 12);
  const top = max(max(l0, l1), max(l2, l3));
  const x0 = expNegative(min(top - l0, LONGEST_DISTANCE)),
    x1 = expNegative(min(top - l1, LONGEST_DISTANCE));
  const x2 = expNegative(min(top - l2, LONGEST_DISTANCE)),
    x3 = expNegative(min(top - l3, LONGEST_DISTANCE));
  // The likeliest has 65534, so the scale is at most 32769 and the products are under 2^31.
  const scale: u32 = <u32>0x80000000 / (x0 + x1 + x2 + x3);
  const errors = errorsOf(self);
  store<i32>(errors, -(<i32>((x0 * scale) >> 16)));
  store<i32>(errors, -(<i32>((x1 * scale) >> 16)), 4);
  store<i32>(errors, -(<i32>((x2 * scale) >> 16)), 8);
  store<i32>(errors, -(<i32>((x3 * scale) >> 16)), 12);
  const at = errors + (base << 2);
  store<i32>(at, min(load<i32>(at) + 32768, 32767));
}

/** Moves the weights along the gradient: those of bases that are this thread's own. */
export function learnOutput(self: TokenNetwork): void {
  const errors = errorsOf(self);
  for (let symbol: usize = 0; symbol < 4; symbol++) {
    if (!isOwn(<u32>symbol)) continue;
    // 32767 * (5 * 200) >> 10 is 31999: 16 bits.
    learnSymbol(self, symbol, (load<i32>(errors + (symbol << 2)) * self.outputRateNow) >> 10);
  }
}

/** Moves the lane's own biases. */
export function learnBiases(self: TokenNetwork): void {
  const biases = outputBiasesOf(self),
    errors = errorsOf(self);
  for (let at: usize = 0; at < 16; at += 4) {
    const bias = load<i32>(biases + at) + ((load<i32>(errors + at) * self.outputRateNow) >> 7);
    store<i32>(biases + at, max(min(bias, LIMIT), -LIMIT));
  }
}

// @ts-ignore: decorator
@inline
function learnSymbol(self: TokenNetwork, symbol: usize, step: i32): void {
  const width = self.width;
  const masters = self.masters + 2 * symbol * width;
  const views = self.views + symbol * width;
  const units = unitsOf(self);
  const s = i16x8.splat(<i16>step);
  for (let unit: usize = 0; unit < width; unit += 16) {
    const u = v128.load(units + unit);
    const m = masters + 2 * unit;
    const low = limited(i32x4.add(v128.load(m), i32x4.shr_s(i32x4.extmul_low_i16x8_s(u, s), 8)));
    const high = limited(
      i32x4.add(v128.load(m, 16), i32x4.shr_s(i32x4.extmul_high_i16x8_s(u, s), 8)),
    );
    v128.store(m, low);
    v128.store(m, high, 16);
    v128.store(views + unit, narrowed(low, high, 12));
  }
}

// @ts-ignore: decorator
@inline
function limited(v: v128): v128 {
  return i32x4.max_s(i32x4.min_s(v, i32x4.splat(LIMIT)), i32x4.splat(-LIMIT));
}
