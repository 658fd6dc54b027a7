/**
 * State of the frame model: what it has learned, and what follows from its configuration.
 */
import type { ExpertState } from '../expert.ts';
import type { Random } from '../random.ts';
import { stateCount, type FrameConfig } from './frame-config.ts';
import { followingStates, oppositeStates } from './hidden-states.ts';
import { FrameTables } from './frame-tables.ts';

/** State of the frame model. */
export class FrameState implements ExpertState {
  readonly tables: FrameTables;
  readonly states: readonly [FrameTables];
  /** Number of hidden states. */
  readonly count: number;
  /** Hidden state that follows each one. */
  readonly following: Uint8Array;
  /** Opposite of each hidden state, by order. */
  readonly opposite: readonly Uint8Array[];

  /** @param random gives the first probabilities of the lowest order, so that the hidden states come to differ */
  constructor(frames: FrameConfig, random: Random) {
    this.tables = new FrameTables(frames, random);
    this.states = [this.tables];
    this.count = stateCount(frames);
    this.following = followingStates(frames);
    this.opposite = frames.orders.map((k) => oppositeStates(frames, k));
  }
}
