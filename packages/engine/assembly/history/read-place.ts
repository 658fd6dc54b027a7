/**
 * Place in a read, how many of its bases are known. Defined by `ReadPlace` in `@pmklc/models`.
 */
import { lane, roomInLane } from '../lane';

/** Number of lengths that take turns; 0: no reads are known. */
let turns: i32 = 0;
let firstLength: i32 = 0;
let secondLength: i32 = 0;


@unmanaged
class ReadLane {
  /** Bases of the read. */
  length: i32;
  /** Bases known of it; 0 where one begins. */
  known: i32;
}

let room: usize = 0;

/** Reserves the rooms. */
export function initReads(): void {
  room = roomInLane(offsetof<ReadLane>());
}

// @ts-ignore: decorator
@inline
function here(): ReadLane {
  return changetype<ReadLane>(lane() + room);
}

/** Bases known of the read; 0 where one begins. */
// @ts-ignore: decorator
@inline
export function known(): i32 {
  return here().known;
}

/** Whether reads are known. */
// @ts-ignore: decorator
@inline
export function hasReads(): bool {
  return turns > 0;
}

/** Whether a read begins. */
// @ts-ignore: decorator
@inline
export function beginsRead(): bool {
  return turns > 0 && here().known == 0;
}

/** Reads of one length follow, or of two in turn: call it after `prime`. The second length is 0 if there is one. */
export function startReads(first: i32, second: i32): void {
  turns = second > 0 ? 2 : 1;
  firstLength = first;
  secondLength = second;
}

/** Starts the lane in use, whose first base is number `coded` of all reads. */
export function startLane(coded: i32): void {
  if (turns == 0) return;
  const self = here();
  self.known = <i32>(<u32>coded % (<u32>firstLength + <u32>secondLength));
  self.length = firstLength;
  if (self.known < firstLength) return;
  self.known -= firstLength;
  self.length = secondLength;
}

/** Bases left of the read. */
export function leftOfRead(): i32 {
  const self = here();
  return self.length - self.known;
}

/** Moves on past a base. */
// @ts-ignore: decorator
@inline
export function advance(): void {
  if (turns == 0) return;
  const self = here();
  if (++self.known < self.length) return;
  self.known = 0;
  if (turns == 2) self.length = firstLength + secondLength - self.length;
}
