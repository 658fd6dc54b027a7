/**
 * The contracts of experts: of one that forecasts, of those of one kind in a lane and of what they share, and of the kind itself.
 *
 * What is learned is *state*: the lanes of a model share it, and snapshots hold it, but for the places where things stand. What belongs to
 * one place in the sequence is a *lane*'s, and is made from the state.
 *
 * A kind is all that the rest of the house knows of an expert: the registry (`experts.ts`) lists the kinds, and configuration,
 * snapshots, levels, the engine, attribution, `--model` and static knowledge go through that list.
 */
import type { Base, ByteReader, ByteWriter } from '@pmklc/core';
import type { Fields } from './configuration/fields.ts';
import type { BaseHistory } from './history/base-history.ts';
import type { ReadPlace } from './history/read-place.ts';
import type { Random } from './random.ts';
import type { Part } from './snapshot/part.ts';
import type { Stateful } from './snapshot/stateful.ts';

/** Opinion of an expert: what a mixer takes from it. */
export interface Opinion {
  /** Four logits in Q10, up to a constant that they share. */
  readonly logits: ArrayLike<number>;
  /** Confidence, how much the last prediction rests on, 0..15: a mixer may select weights by it. */
  readonly confidence: number;
}

/**
 * One model that says how likely it finds each of the four bases, in logits.
 *
 * Experts share a `BaseHistory` that their owner keeps. Once per base: `predict`, then the owner
 * appends the base to the history, then `learn`.
 */
export interface Expert extends Opinion {
  /** Four logits in Q10, up to a constant that they share; filled by `predict`. */
  readonly logits: Int32Array;
  /** Forecasts the next base. */
  predict(): void;
  /** Learns that it was `base`, which is now the newest of the history. */
  learn(base: Base): void;
}

/** The experts of one kind in one lane. */
export interface ExpertLane {
  /** Opinions, in the order in which the mixer has them; as many as the kind's `opinionCount`. */
  readonly opinions: readonly Opinion[];
  /** Forecast the next base. */
  predict(): void;
  /**
   * Measure what is to be learned from the prediction, where that depends on the state: before any lane learns.
   * @param errors of the mixed prediction: target less prediction, Q15 in [-32767, 32767]
   */
  measure?(base: Base, errors: Int32Array): void;
  /** Learn that it was `base`, which is now the newest of the history; lanes before this one may have learned theirs. */
  learn(base: Base): void;
  /** Follow the newest base without learning it: the shortcut foretold it. */
  skip?(base: Base): void;
  /** Hear of a base that is only known, to copy from. */
  prime?(): void;
}

/** State of the experts of one kind in a model: what its lanes share. */
export interface ExpertState {
  /** States that they learn, by part of a snapshot, in the order of the kind's `parts`. */
  readonly states: readonly Stateful[];
  /** Sets learning rates by the number of bases that the model has learned. */
  setRates?(learned: number): void;
}

/** Surroundings of the experts of a lane. */
export interface LaneSurroundings {
  readonly history: BaseHistory;
  /** Place of the next base in its read; undefined where no reads are known. */
  readonly read: ReadPlace | undefined;
}

/** Surroundings of the state of experts: what the kinds of a model share. */
export interface Surroundings {
  /** Gives first weights, one kind after the other in the order of the registry. */
  readonly random: Random;
  /** Residues of known proteins, 0..19, and 20 between two of them; may be empty. */
  readonly proteins: Uint8Array;
}

/**
 * A piece of a model's configuration.
 * @typeParam Slice its fields
 */
export interface Configured<Slice> {
  /** Shape of its fields in JSON. */
  readonly fields: Fields;
  /** Bits of a configuration's switches that are its own; none: 0. */
  readonly switches?: number;
  /** Switches that are on. */
  switchesOf?(config: Slice): number;
  /** @throws RangeError when a field is out of the range that its comment gives */
  check(config: Slice): void;
  /** Appends its other fields to the bytes of a configuration. */
  write(writer: ByteWriter, config: Slice): void;
  /** Reads what `write` wrote; `check` follows. */
  read(reader: ByteReader, switches: number): Slice;
  /** Settings that an engine needs to make the same: integers of 32 bits, read in this order. */
  settings(config: Slice): readonly number[];
}

/**
 * A kind of experts.
 * @typeParam Slice the fields of a model's configuration that the kind reads
 * @typeParam State what its lanes share
 * @typeParam Lane its experts in a lane
 */
export interface ExpertKind<
  Slice,
  State extends ExpertState = ExpertState,
  Lane extends ExpertLane = ExpertLane,
> extends Configured<Slice> {
  /** A plural noun: what attribution calls the bases that it carries, and parts of snapshots begin with. */
  readonly name: string;
  /** The name that people who did not write it are shown, and what it knows, in a few words. */
  readonly label: string;
  readonly description: string;
  /** Number of opinions that its experts have for the mixer; 0: none of them is in the model. */
  opinionCount(config: Slice): number;
  /** Parts of a snapshot that hold what it learns. */
  parts(config: Slice): readonly Part[];
  /** Bytes that it takes at most, whatever the number of bases. */
  memoryBytes(config: Slice): number;
  /** Makes the state of its experts, with nothing learned. */
  createState(config: Slice, surroundings: Surroundings): State;
  /** Makes its experts in a lane. */
  createLane(state: State, surroundings: LaneSurroundings): Lane;
}
