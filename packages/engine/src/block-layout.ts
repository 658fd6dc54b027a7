/**
 * Layout of the blocks in which a partition's lanes are coded: which bases a lane has in each.
 */
import { LaneLayout } from '@pmklc/core';

/** Bases between two returns to the host, of all lanes, unless a lane had too few of them. */
const BLOCK_BASES = 2 ** 16;
const LEAST_STEPS = 2 ** 10;

/** Lanes, and the steps of a block. */
export class BlockLayout extends LaneLayout {
  /** Numbers of the lanes. */
  readonly numbers: readonly number[];
  /** Steps between two returns to the host, at most. */
  readonly blockSteps: number;

  /** @throws RangeError when so many bases cannot have so many lanes */
  constructor(bases: number, lanes = 1) {
    super(bases, lanes);
    this.numbers = Array.from({ length: lanes }, (_, i) => i);
    this.blockSteps = Math.max(Math.floor(BLOCK_BASES / lanes), LEAST_STEPS);
  }

  /** First base of a lane in the block that begins with step number `done`, and the one behind the last of `count` steps. */
  range(lane: number, done: number, count: number): [number, number] {
    const start = this.start(lane);
    const end = this.start(lane + 1);
    return [Math.min(start + done, end), Math.min(start + done + count, end)];
  }

  /** Steps after which at least so many bases are coded. */
  stepsFor(bases: number): number {
    return Math.ceil(bases / this.lanes);
  }

  /** Steps after which the first `bases` are coded. */
  stepsUntil(bases: number): number {
    return Math.min(bases, this.steps);
  }

  /** Bases coded after so many steps. */
  basesAfter(steps: number): number {
    return Math.min(steps * this.lanes, this.bases);
  }
}
