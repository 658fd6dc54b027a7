/**
 * State of a token network: its rows and layers, and what it has learned. Defined by `NetworkState` in `@pmklc/models`.
 */
import { firstLane, lane, roomInLane, useLane } from '../lane';
import { allocate } from '../memory';
import { Random } from '../random';
import { transfer } from '../snapshot';
import { FIRST_SHIFT } from '../generated/networks/network-state';
import { FIRST_SCALE } from '../generated/networks/output-layer';
import { narrowed } from './vectors';

/** Bytes of a `Row`. */
export const ROW_BYTES: usize = 20;

/** One row of the window. */
@unmanaged
export class Row {
  /** Address of the weights of its 4^k tokens. */
  table: usize;
  /** Bytes from the newest token of the history back to this row's. */
  back: u32;
  mask: u32;
  /** Place on the other strand: bytes on from the base after the target, and a shift. */
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
  /** i16 a unit: bias. */
  bias: usize;
  /** i32[4][units], and i16 of the same. */
  masters: usize;
  views: usize;
  /** Offset of a `NetworkLane` in a lane. */
  room: usize;
  rowRate: i32;
  outputRate: i32;
  /** 0: never. */
  invertedEvery: i32;
  rowRateNow: i32;
  outputRateNow: i32;
}

/** Logits that a lane computed, i32[4], Q10. Behind them are its other parts. */
// @ts-ignore: decorator
@inline
export function logitsOf(self: TokenNetwork): usize {
  return lane() + self.room;
}

/** Errors of the outputs, i32[4], Q15. */
// @ts-ignore: decorator
@inline
export function errorsOf(self: TokenNetwork): usize {
  return lane() + self.room + 16;
}

/** i16 a unit: activation Q11. */
// @ts-ignore: decorator
@inline
export function unitsOf(self: TokenNetwork): usize {
  return lane() + self.room + 32;
}

/** i16 a unit: slope Q14; then the gradient of the unit. */
// @ts-ignore: decorator
@inline
export function slopesOf(self: TokenNetwork): usize {
  return lane() + self.room + 32 + self.width;
}

/** i16 a unit: step of the rows. */
// @ts-ignore: decorator
@inline
export function stepsOf(self: TokenNetwork): usize {
  return lane() + self.room + 32 + 2 * self.width;
}

/** i32 a unit: what rounding dropped from its last step. */
// @ts-ignore: decorator
@inline
export function residualsOf(self: TokenNetwork): usize {
  return lane() + self.room + 32 + 3 * self.width;
}

/** i32[4], Q24: biases of the outputs, which are true nearby only (in one table of 8 lanes, HePy is 0.08 % larger). */
// @ts-ignore: decorator
@inline
export function outputBiasesOf(self: TokenNetwork): usize {
  return lane() + self.room + 32 + 5 * self.width;
}

/** u32 addresses of the weights in use, one a row. */
// @ts-ignore: decorator
@inline
export function rowsInUse(self: TokenNetwork): usize {
  return lane() + self.room + 48 + 5 * self.width;
}

export function newTokenNetwork(
  hidden: i32,
  maxRows: i32,
  rowRate: i32,
  outputRate: i32,
  invertedEvery: i32,
): TokenNetwork {
  const self = changetype<TokenNetwork>(allocate(offsetof<TokenNetwork>()));
  const width = <usize>hidden * 2;
  self.width = width;
  // Another thread may have made it before, in the same memory.
  self.rowCount = 0;
  self.span = 0;
  self.rows = allocate(<usize>maxRows * ROW_BYTES);
  self.room = roomInLane(48 + 5 * width + <usize>maxRows * 4);
  self.bias = allocate(width);
  self.masters = allocate(8 * width);
  self.views = allocate(4 * width);
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
    for (let at: usize = 0; at < bytes; at += 2)
      store<i16>(table + at, <i16>(random.next() >> FIRST_SHIFT));
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

/** Fills the output weights with their first values: call once, after the last view. */
export function seedOutputs(self: TokenNetwork, random: Random): void {
  for (let at: usize = 0; at < 8 * self.width; at += 4) {
    store<i32>(self.masters + at, random.next() * FIRST_SCALE);
  }
  narrowMasters(self);
}

function narrowMasters(self: TokenNetwork): void {
  for (let at: usize = 0; at < 4 * self.width; at += 16) {
    v128.store(
      self.views + at,
      narrowed(v128.load(self.masters + 2 * at), v128.load(self.masters + 2 * at, 16), 12),
    );
  }
}

/** Names the regions: of what lanes have of their own, the first one's. */
export function transferNetwork(self: TokenNetwork): void {
  useLane(0);
  transfer(self.bias, self.width);
  transfer(residualsOf(self), 2 * self.width);
  transfer(self.masters, 8 * self.width);
  transfer(outputBiasesOf(self), 16);
  for (let i: usize = 0; i < <usize>self.rowCount; i++) {
    const row = changetype<Row>(self.rows + i * ROW_BYTES);
    transfer(row.table, self.width * <usize>(row.mask + 1));
  }
  narrowMasters(self);
}

/** Copies what the first lane has of its own to the one in use. */
export function shareNetwork(self: TokenNetwork): void {
  const first = firstLane - lane();
  memory.copy(residualsOf(self), residualsOf(self) + first, 2 * self.width);
  memory.copy(outputBiasesOf(self), outputBiasesOf(self) + first, 16);
}
