/**
 * Calls of the host: build a model, then code blocks of bases with it. One instance, one partition.
 */
import * as coder from './coder/range-coder';
import * as model from './dynamic/dynamic-model';
import { skipRun } from './experts';
import { initTables } from './fixed-point';
import * as history from './history/base-history';
import { initReads, startLane as startRead } from './history/read-place';
import { allocateLanes, laneCount, startLanes, useLane } from './lane';
import { decodeRun, encodeRun } from './repeats/shortcut-run';
import { startSettings } from './settings';
import { endOwn, firstOwn, isTruncated, meet, startThread } from './threads';
import { aminoAcids, fillScores } from './translated/genetic-code';
import { substitutionState } from './translated/codon-substitution';

export { lnAddress, expCoarseAddress, expFineAddress } from './fixed-point';
export { indexProteins, reserveProteins } from './translated/protein-index';
export { startReads } from './history/read-place';
export { useLane } from './lane';
export { hasLostThread } from './threads';
export { prime, startFrom, transferPart } from './dynamic/dynamic-model';
export {
  startEncoder,
  outputCursor,
  moveOutput,
  pendingBytes,
  finishEncoder,
} from './coder/range-coder';
export { startDecoder, bytesLeft } from './coder/range-coder';
export { isTruncated } from './threads';
export { allocate, endOfReserved, endOfUsed, startUsed } from './memory';

/**
 * First call: prepares for at most `capacity` bases, in so many lanes, coded by so many threads of which this is number `thread`.
 *
 * Each thread has an instance of its own in the same memory. Those of the others make the same calls as the first one up to
 * `build`, which write there what is there already, and then `join`.
 */
export function init(capacity: usize, lanes: i32, thread: u32, threads: u32): void {
  initTables();
  startLanes(lanes);
  startThread(thread, threads, lanes);
  history.initHistory(capacity);
  initReads();
  coder.initCoders();
}

/** Second call, once the tables are filled: makes the model that the settings name. */
export function build(settings: usize, hasExternal: bool): void {
  startSettings(settings);
  model.buildModel(hasExternal);
  allocateLanes();
  for (let i = laneCount - 1; i >= 0; i--) {
    useLane(i);
    model.initLane();
  }
}

/** Last call before the first base, behind which all `count` are: those known before, and their lengths, were given. */
export function startBases(count: i32): void {
  history.divide(history.here().length, count);
  for (let i = laneCount - 1; i >= 0; i--) {
    useLane(i);
    history.startLane(i);
    startRead(history.here().start - history.primed);
  }
}

/** Joins the first thread, in another one, once that has started the bases: `before` are known, `count` follow. */
export function join(before: i32, count: i32, experience: i32): void {
  history.divide(before, count);
  model.goOnFrom(experience);
}

/** Address for the tables of translation, in a model that has translated copies. */
export function translationAddress(): usize {
  return aminoAcids;
}

/** Address for what such a model's codon substitution knows at first. */
export function substitutionAddress(): usize {
  return substitutionState();
}

/** Third call of such a model, once they are written. */
export function startTranslation(): void {
  fillScores();
}

/** Address of the first base, one a byte. */
export function basesAddress(): usize {
  return history.bases;
}

/**
 * Codes `count` bases of each lane, or as many as it has: one step of all lanes after the other.
 *
 * @param stride bytes from a lane's bases at `input` to those of the next
 */
export function encode(input: usize, stride: usize, count: i32): void {
  for (let i = 0; i < count;) {
    const lanes = beginStep();
    for (let number = firstOwn; number < min(endOwn, lanes); number++) {
      useLane(number);
      model.predict();
      const base = <u32>load<u8>(input + stride * <usize>number + i);
      coder.encode(startOf(base), load<u32>(model.frequencies() + (base << 2)));
      model.setBase(base);
      model.take();
    }
    if (!endStep(lanes)) return;
    i++;
    const limit = model.runLimit(count - i);
    if (limit > 0) i += followed(encodeRun(input + i, limit));
  }
}

/** Decodes as many; they are then in the history. Stops where a payload ends too early. */
export function decode(count: i32): void {
  // Random contexts touch a page a base: 900 bytes that claim 2^26 bases took 156 MiB in place of 44.
  for (let i = 0; i < count;) {
    const lanes = beginStep();
    for (let number = firstOwn; number < min(endOwn, lanes); number++) {
      useLane(number);
      model.predict();
      model.setBase(coder.decode(model.frequencies()));
      model.take();
    }
    if (!endStep(lanes)) return;
    i++;
    const limit = model.runLimit(count - i);
    if (limit > 0) i += followed(decodeRun(limit));
  }
}

/**
 * Decodes as `decode` does, and notes of each base, in a u32: the frequency that it had, and in the
 * upper half which kind of model carried it. Notes of a lane are `stride` bytes behind those of the one before.
 */
export function decodeReporting(count: i32, notes: usize, stride: usize): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    const lanes = beginStep();
    for (let number = firstOwn; number < min(endOwn, lanes); number++) {
      useLane(number);
      model.predict();
      const base = coder.decode(model.frequencies());
      const frequency = load<u32>(model.frequencies() + (base << 2));
      store<u32>(
        notes + stride * <usize>number + (i << 2),
        frequency | (model.carrier(base) << 16),
      );
      model.setBase(base);
      model.take();
    }
    if (!endStep(lanes)) return;
  }
}

/** Begins a step: all lanes forecast from what is known now. Returns how many have a base. */
function beginStep(): i32 {
  model.beginStep();
  return model.lanesInStep();
}

/**
 * Ends a step of so many lanes. All threads have taken their lanes' bases; then what is shared changes, each cell in the order
 * of the lanes; then each lane follows. False: a thread does not answer, or a payload ended too early.
 */
function endStep(lanes: i32): bool {
  if (!meet() || isTruncated()) return false;
  const end = min(endOwn, lanes);
  for (let number = firstOwn; number < end; number++) {
    useLane(number);
    model.publish();
  }
  for (let number = 0; number < lanes; number++) {
    useLane(number);
    model.learn();
  }
  if (!meet()) return false;
  for (let number = firstOwn; number < end; number++) {
    useLane(number);
    model.prefetchFound();
  }
  for (let number = firstOwn; number < end; number++) {
    useLane(number);
    model.follow();
  }
  model.endSteps(1);
  return true;
}

/** Lets the other experts follow a run of so many bases. */
function followed(bases: i32): i32 {
  skipRun(bases);
  model.endSteps(bases);
  return bases;
}

// @ts-ignore: decorator
@inline
function startOf(base: u32): u32 {
  let start: u32 = 0;
  for (let symbol: u32 = 0; symbol < base; symbol++)
    start += load<u32>(model.frequencies() + (symbol << 2));
  return start;
}
