/**
 * What a model has learned, apart from the sequence that it learned it from. One type serves both
 * step-wise model passing (the next partition starts from it) and static knowledge (every file does).
 * Layout: docs/format-model.md, "Snapshots".
 */
import { PmklcError } from './error.ts';
import type { ModelConfig, NetworkConfig } from './model-config.ts';
import { expertCount, WIDE_ORDER } from './model-config.ts';

/** The learned state of a model. */
export interface Snapshot {
  /** Bases that it learned from, 0..2^31-1: the learning rates go on from there. */
  readonly bases: number;
  /**
   * One for each context model, in ascending order, and each network; then the repeat pool, the sure
   * copies, secondary estimation, the mixer. An empty one leaves that part in its initial state.
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

/** Output weights and their biases, Q24, and mixer weights, Q20, stay within these. */
const OUTPUT_LIMIT = (4 << 24) - (1 << 12);
const WEIGHT_LIMIT = 4 << 20;
const CONFIDENCE_CLASSES = 2 * 17 * 8 * 16 * 4;
const SURE_CLASSES = 16 * 4;
const CERTAIN = 4194262;
const SSE_CELLS = 256 * 4 * 33;
const WEIGHT_SETS = 256 + 36 + 96;
const OWN_SETS = 16;
const MAX_VISITS = 255;
const MAX_BASES = 2 ** 31 - 1;

/** Says what is wrong with a part of the right size. */
type PartCheck = (part: Uint8Array) => boolean;

interface PartRule {
  readonly bytes: number;
  readonly isInRange: PartCheck;
}

/**
 * Bytes of each part of a snapshot.
 * @param hasExternal whether a predictor of the caller's is among the experts
 */
export function partSizes(config: ModelConfig, hasExternal = false): number[] {
  return partRules(config, hasExternal).map(({ bytes }) => bytes);
}

/**
 * Makes sure that no number of a snapshot is outside of the range that the model keeps it in: what
 * comes from a file could break the arithmetic otherwise.
 * @throws PmklcError `corrupt`
 */
export function checkSnapshot(snapshot: Snapshot, config: ModelConfig, hasExternal = false): void {
  const rules = partRules(config, hasExternal);
  const { bases, parts } = snapshot;
  need(Number.isInteger(bases) && bases >= 0 && bases <= MAX_BASES, `learned from ${bases} bases`);
  need(parts.length === rules.length, `has ${parts.length} parts, not ${rules.length}`);
  parts.forEach((part, i) => {
    if (part.length === 0) return;
    const { bytes, isInRange } = rules[i]!;
    need(part.length === bytes, `part ${i} has ${part.length} bytes, not ${bytes}`);
    need(isInRange(part), `part ${i} has a number out of its range`);
  });
}

function need(ok: boolean, what: string): void {
  if (!ok) throw new PmklcError('corrupt', `a snapshot does not fit its model: ${what}`);
}

function partRules(config: ModelConfig, hasExternal: boolean): PartRule[] {
  const experts = expertCount(config) + (hasExternal ? 1 : 0);
  return [
    ...config.orders.map(contextRule),
    ...config.networks.map(networkRule),
    { bytes: config.pool ? 4 * CONFIDENCE_CLASSES : 0, isInRange: arePoolConfidences },
    { bytes: config.sureRun > 0 ? 4 * SURE_CLASSES : 0, isInRange: within(0, CERTAIN) },
    { bytes: config.secondaryEstimation ? 2 * SSE_CELLS : 0, isInRange: () => true },
    {
      bytes: 4 * experts * (WEIGHT_SETS + OWN_SETS),
      isInRange: within(-WEIGHT_LIMIT, WEIGHT_LIMIT),
    },
  ];
}

/** Three probabilities less 1/4 and a visit count: 32 bits each (Q22) or 16 (Q15). */
function contextRule(order: number): PartRule {
  const isWide = order <= WIDE_ORDER;
  const quarter = isWide ? 2 ** 20 : 2 ** 13;
  const bytes = (isWide ? 16 : 8) * 4 ** order;
  const isInRange: PartCheck = (part) => {
    const slots = isWide ? int32(part) : int16(part);
    return slots.every((x, i) =>
      i % 4 === 3 ? x >= 0 && x <= MAX_VISITS : x >= -quarter && x < 3 * quarter,
    );
  };
  return { bytes, isInRange };
}

/** Hidden biases (16 bits), residuals, output weights and their biases (32), rows (16). */
function networkRule(network: NetworkConfig): PartRule {
  const { hidden } = network;
  const tokens = network.views.reduce((sum, { k, count }) => sum + count * 4 ** k, 0);
  const outputs = 2 * hidden + 4 * hidden;
  const rows = outputs + 16 * hidden + 16;
  const isInRange: PartCheck = (part) =>
    within(0, 0xffff)(part.subarray(2 * hidden, outputs)) &&
    within(-OUTPUT_LIMIT, OUTPUT_LIMIT)(part.subarray(outputs, rows));
  return { bytes: rows + 2 * hidden * tokens, isInRange };
}

/** Pairs of 16 bits: how often such a copy is right, Q16, and how often that was learned. */
function arePoolConfidences(part: Uint8Array): boolean {
  return int16(part).every((x, i) =>
    i % 2 === 0 ? (x & 0xffff) >= 13 && (x & 0xffff) <= 65522 : x >= 0 && x <= 255,
  );
}

function within(low: number, high: number): PartCheck {
  return (part) => int32(part).every((x) => x >= low && x <= high);
}

/** A copy, so that it is aligned. Numbers have their low byte first, as on every machine of today. */
function int32(part: Uint8Array): Int32Array {
  return new Int32Array(part.slice().buffer);
}

function int16(part: Uint8Array): Int16Array {
  return new Int16Array(part.slice().buffer);
}
