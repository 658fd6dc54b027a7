/**
 * The contents of a `.pmk` file, before and behind its bytes.
 */
import type { PackedProteins } from './proteins.ts';
import type { Reference } from './reference.ts';

/** The state that the model of a level starts from. */
export interface LevelState {
  /** 1..9 */
  readonly level: number;
  /** Bases learned, as `Snapshot.bases`. */
  readonly bases: number;
  /** Index among the states for each part of a snapshot, or -1 for an empty part. */
  readonly parts: readonly number[];
}

/** Contents of a file. */
export interface PackContents {
  /** Names the pack to people, at most 256 bytes of UTF-8; escape it before printing. */
  readonly name: string;
  /** References, at most 32. */
  readonly references: readonly Reference[];
  readonly proteins: PackedProteins;
  /** Coded parts of snapshots, which levels may share. */
  readonly states: readonly Uint8Array[];
  readonly levels: readonly LevelState[];
}
