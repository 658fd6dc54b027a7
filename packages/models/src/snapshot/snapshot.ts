/**
 * What a model has learned, apart from the sequence that it learned it from. One type serves both
 * step-wise model passing (the next partition starts from it) and static knowledge (every file does).
 * Layout: docs/format-model.md, "Snapshots".
 */
import { PmklcError } from '@pmklc/core';
import type { FrameConfig, ModelConfig, NetworkConfig } from '../configuration/model-config.ts';
import { expertCount, stateCount, WIDE_ORDER } from '../configuration/model-config.ts';

/** The learned state of a model. */
export interface Snapshot {
  /** Bases that it learned from, 0..2^31-1: the learning rates go on from there. */
  readonly bases: number;
  /**
   * One for each context model, in ascending order, and each network; then the repeat pool, the sure
   * copies, secondary estimation, the frame model, the mixer. An empty one leaves that part in its initial state.
   */
  readonly parts: readonly Uint8Array[];
}

/** What a model knows before the first base. */
export interface Beginning {
  /** What it has learned; must have been taken of the same configuration. */
  readonly snapshot?: Snapshot;
  /** Bases (0..3, one a byte) that copies may be made from. They are not learned, nor coded. */
  readonly primer?: Uint8Array;
}

/** Numbers of a part that stand one behind the other, low bytes first. */
export interface Segment {
  /** Bytes of each, 2 or 4. */
  readonly width: 2 | 4;
  readonly count: number;
  /** Lowest and highest value; when there are several, numbers have them by turns. */
  readonly ranges: readonly (readonly [number, number])[];
}

/** Output weights and their biases, Q24, and mixer weights, Q20, stay within these. */
const OUTPUT_LIMIT = (4 << 24) - (1 << 12);
const WEIGHT_LIMIT = 4 << 20;
const CONFIDENCE_CLASSES = 2 * 17 * 8 * 16 * 8;
const SURE_CLASSES = 16 * 4;
const CERTAIN = 4194262;
const SSE_CELLS = 256 * 4 * 33;
const WEIGHT_SETS = 256 + 36 + 96 + 28;
const OWN_SETS = 16;
const MAX_VISITS = 255;
const LEAST_IN_STATE = 512;
const MAX_BASES = 2 ** 31 - 1;

/**
 * What the parts of a snapshot consist of.
 * @param hasExternal whether a predictor of the caller's is among the experts
 */
export function partLayouts(config: ModelConfig, hasExternal = false): Segment[][] {
  const experts = expertCount(config) + (hasExternal ? 1 : 0);
  const pool = segment(2, 2 * CONFIDENCE_CLASSES, [13, 65522], [0, 511]);
  const sure = segment(4, SURE_CLASSES, [0, CERTAIN]);
  const sse = segment(2, SSE_CELLS, [0, 65535]);
  const weights = segment(4, experts * (WEIGHT_SETS + OWN_SETS), [-WEIGHT_LIMIT, WEIGHT_LIMIT]);
  return [
    ...config.orders.map(contextLayout),
    ...config.networks.map(networkLayout),
    config.pool ? [pool] : [],
    config.sureRun > 0 ? [sure] : [],
    config.secondaryEstimation ? [sse] : [],
    frameLayout(config.frames),
    [weights],
  ];
}

/** Bytes of each part of a snapshot; parameters as `partLayouts`. */
export function partSizes(config: ModelConfig, hasExternal = false): number[] {
  return partLayouts(config, hasExternal).map(bytesOf);
}

/**
 * Makes sure that no number of a snapshot is outside of the range that the model keeps it in: what
 * comes from a file could break the arithmetic otherwise.
 * @throws PmklcError `corrupt`
 */
export function checkSnapshot(snapshot: Snapshot, config: ModelConfig, hasExternal = false): void {
  const layouts = partLayouts(config, hasExternal);
  const { bases, parts } = snapshot;
  need(Number.isInteger(bases) && bases >= 0 && bases <= MAX_BASES, `learned from ${bases} bases`);
  need(parts.length === layouts.length, `has ${parts.length} parts, not ${layouts.length}`);
  parts.forEach((part, i) => {
    if (part.length === 0) return;
    const size = bytesOf(layouts[i]!);
    need(part.length === size, `part ${i} has ${part.length} bytes, not ${size}`);
    need(isInRange(part, layouts[i]!), `part ${i} has a number out of its range`);
  });
}

/** The numbers of a segment that starts at `offset` of a part; a copy. */
export function readSegment(
  part: Uint8Array,
  offset: number,
  { width, count, ranges }: Segment,
): Int16Array | Uint16Array | Int32Array {
  const { buffer } = part.slice(offset, offset + width * count);
  if (width === 4) return new Int32Array(buffer);
  return ranges.some(([, high]) => high > 32767) ? new Uint16Array(buffer) : new Int16Array(buffer);
}

function need(ok: boolean, what: string): void {
  if (!ok) throw new PmklcError('corrupt', `a snapshot does not fit its model: ${what}`);
}

function segment(width: 2 | 4, count: number, ...ranges: [number, number][]): Segment {
  return { width, count, ranges };
}

function bytesOf(layout: readonly Segment[]): number {
  return layout.reduce((sum, { width, count }) => sum + width * count, 0);
}

/** Three probabilities less 1/4 and a visit count: 32 bits each (Q22) or 16 (Q15). */
function contextLayout(order: number): Segment[] {
  const isWide = order <= WIDE_ORDER;
  const quarter = isWide ? 2 ** 20 : 2 ** 13;
  const probability: [number, number] = [-quarter, 3 * quarter - 1];
  const visits: [number, number] = [0, MAX_VISITS];
  const slot = [probability, probability, probability, visits];
  return [segment(isWide ? 4 : 2, 4 ** (order + 1), ...slot)];
}

/** By order: probabilities (Q22), evidence (Q7). */
function frameLayout(frames: FrameConfig | null): Segment[] {
  const orders = frames?.orders ?? [];
  return orders.flatMap((k) => {
    const slots = stateCount(frames) * 4 ** k;
    return [segment(4, 4 * slots, [LEAST_IN_STATE, 2 ** 22 - 1]), segment(2, slots, [0, 65535])];
  });
}

/** Hidden biases, residuals, output weights and their biases, rows. */
function networkLayout({ hidden, views }: NetworkConfig): Segment[] {
  const tokens = views.reduce((sum, { k, count }) => sum + count * 4 ** k, 0);
  return [
    segment(2, hidden, [-32768, 32767]),
    segment(4, hidden, [0, 65535]),
    segment(4, 4 * hidden + 4, [-OUTPUT_LIMIT, OUTPUT_LIMIT]),
    segment(2, hidden * tokens, [-32768, 32767]),
  ];
}

function isInRange(part: Uint8Array, layout: readonly Segment[]): boolean {
  let offset = 0;
  return layout.every((segment) => {
    const start = offset;
    offset += segment.width * segment.count;
    return hasAllNumbers(segment) || numbersInRange(readSegment(part, start, segment), segment);
  });
}

/** Whether no number of the width is out of range, as with most of a network. */
function hasAllNumbers({ width, ranges }: Segment): boolean {
  return ranges.every(([low, high]) => high - low === 2 ** (8 * width) - 1);
}

function numbersInRange(numbers: ArrayLike<number>, { ranges }: Segment): boolean {
  return ranges.every(([low, high], first) => {
    for (let i = first; i < numbers.length; i += ranges.length) {
      if (numbers[i]! < low || numbers[i]! > high) return false;
    }
    return true;
  });
}
