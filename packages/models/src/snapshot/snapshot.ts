/**
 * Snapshots: what a model has learned, apart from the sequence that it learned it from. One type serves both
 * step-wise model passing (the next partition starts from it) and static knowledge (every file does).
 * Layout: docs/format/model.md, "Snapshots".
 */
import { PmklcError } from '@pmklc/core';
import { expertCount } from '../configuration/model-config.ts';
import { mixerPart, secondaryPart } from '../dynamic/mixing-config.ts';
import { EXPERTS, IN_SNAPSHOT, type ModelConfig } from '../experts.ts';
import { fastPart } from '../fast/fast-state.ts';
import type { Part } from './part.ts';
import { bytesOfSegments, isInRange } from './segment.ts';

/** The learned state of a model. */
export interface Snapshot {
  /** Bases that it learned from, 0..2^31-1: the learning rates go on from there. */
  readonly bases: number;
  /** One for each of `partsOf`, in its order. An empty one leaves that part in its initial state. */
  readonly parts: readonly Uint8Array[];
}

/** Beginning of a model: what it knows before the first base. */
export interface Beginning {
  /** Snapshot of what it has learned; must have been taken of the same configuration. */
  readonly snapshot?: Snapshot;
  /** Bases (0..3, one a byte) that copies may be made from. They are not learned, nor coded. */
  readonly prefix?: Uint8Array;
  /**
   * Residues of proteins (0..19 in the order of `AMINO_ACIDS`, 20 between two of them, one a byte) that translated copies
   * may be made from.
   */
  readonly proteins?: Uint8Array;
  /** Lengths of the reads that follow each other, in turn: one, or two of mates. Absent: one sequence, as far as is known. */
  readonly readLengths?: readonly number[] | undefined;
  /** Lanes that the bases are in, at least 1, default 1; no more than `mostLanes` of them. */
  readonly lanes?: number | undefined;
}

const MAX_BASES = 2 ** 31 - 1;

/**
 * The parts of a snapshot. One of no segments is empty: the configuration leaves the expert out.
 * @param hasExternal whether a predictor of the caller's is among the experts
 */
export function partsOf(config: ModelConfig, hasExternal = false): Part[] {
  if (config.fast !== null) return [fastPart(config)];
  const opinions = expertCount(config) + (hasExternal ? 1 : 0);
  return IN_SNAPSHOT.flatMap((name) => {
    if (name === 'secondaryEstimation') return [secondaryPart(config)];
    if (name === 'mixer') return [mixerPart(config, opinions)];
    return [...EXPERTS[name].parts(config)];
  });
}

/** Place where an engine keeps a part. */
export interface PartPlace {
  /** Number of the kind in the registry; behind these, secondary estimation, then the mixer. */
  readonly piece: number;
  /** Number of the part among those of its piece. */
  readonly part: number;
}

/** Places where an engine keeps the parts of a snapshot. */
export function partPlaces(config: ModelConfig): PartPlace[] {
  if (config.fast !== null) return [{ piece: 0, part: 0 }];
  const pieces = [...Object.keys(EXPERTS), 'secondaryEstimation', 'mixer'];
  return IN_SNAPSHOT.flatMap((name) => {
    const count = name in EXPERTS ? EXPERTS[name as keyof typeof EXPERTS].parts(config).length : 1;
    return Array.from({ length: count }, (_, part) => ({ piece: pieces.indexOf(name), part }));
  });
}

/** Bytes of each part of a snapshot; parameters as `partsOf`. */
export function partSizes(config: ModelConfig, hasExternal = false): number[] {
  return partsOf(config, hasExternal).map(({ segments }) => bytesOfSegments(segments));
}

/**
 * Makes sure that no number of a snapshot is outside of the range that the model keeps it in: what
 * comes from a file could break the arithmetic otherwise.
 * @throws PmklcError `corrupt`
 */
export function checkSnapshot(snapshot: Snapshot, config: ModelConfig, hasExternal = false): void {
  const expected = partsOf(config, hasExternal);
  const { bases, parts } = snapshot;
  need(Number.isInteger(bases) && bases >= 0 && bases <= MAX_BASES, `learned from ${bases} bases`);
  need(parts.length === expected.length, `has ${parts.length} parts, not ${expected.length}`);
  parts.forEach((part, i) => {
    if (part.length === 0) return;
    const { name, segments } = expected[i]!;
    const size = bytesOfSegments(segments);
    need(part.length === size, `part ${name} has ${part.length} bytes, not ${size}`);
    need(isInRange(part, segments), `part ${name} has a number out of its range`);
  });
}

function need(ok: boolean, what: string): void {
  if (!ok) throw new PmklcError('corrupt', `a snapshot does not fit its model: ${what}`);
}
