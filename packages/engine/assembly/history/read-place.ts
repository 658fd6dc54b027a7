/**
 * Place in a read, how many of its bases are known. Defined by `ReadPlace` in `@pmklc/models`.
 */

/** Number of lengths that take turns; 0: no reads are known. */
let turns: i32 = 0;
let firstLength: i32 = 0;
let secondLength: i32 = 0;
let length: i32 = 0;

/** Bases known of the read; 0 where one begins. */
export let known: i32 = 0;

/** Whether reads are known. */
// @ts-ignore: decorator
@inline
export function hasReads(): bool {
  return turns > 0;
}

/** Reads of one length follow, or of two in turn: call it after `prime`. The second length is 0 if there is one. */
export function startReads(first: i32, second: i32): void {
  turns = second > 0 ? 2 : 1;
  firstLength = length = first;
  secondLength = second;
  known = 0;
}

/** Bases left of the read. */
export function leftOfRead(): i32 {
  return length - known;
}

/** Moves on past a base. */
// @ts-ignore: decorator
@inline
export function advance(): void {
  if (turns == 0 || ++known < length) return;
  known = 0;
  if (turns == 2) length = firstLength + secondLength - length;
}
