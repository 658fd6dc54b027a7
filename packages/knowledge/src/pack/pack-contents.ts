/**
 * The contents of a `.pmk` file, before and behind its bytes.
 */
import type { Reference } from './reference.ts';

/** What the model of a level starts from. */
export interface LevelState {
  /** 1..9 */
  readonly level: number;
  /** As `Snapshot.bases`. */
  readonly bases: number;
  /** By part of a snapshot: its index among the states, or -1 for an empty part. */
  readonly parts: readonly number[];
}

/** What is in a file. */
export interface PackContents {
  /** Names the pack to people, at most 256 bytes of UTF-8; escape it before printing. */
  readonly name: string;
  /** At most 32. */
  readonly references: readonly Reference[];
  /** Coded parts of snapshots, which levels may share. */
  readonly states: readonly Uint8Array[];
  readonly levels: readonly LevelState[];
}
