/**
 * Calls of the host for the fast model: the same as those of the other engines, so that one host serves both.
 */
/* eslint-disable @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-function -- Some say what only others need. */
import { FORESEEN } from '../generated/fast/fast-model';
import { initCoders } from '../coder/range-coder';
import { startLanes } from '../lane';
import { nextSetting, startSettings } from '../settings';
import { isTruncated, startThread } from '../threads';
import { initBaseCounts, transferBaseCounts } from './base-counts';
import { initMixer, transferMixer } from './bit-mixer';
import { initTrust, transferTrust } from './copy-trust';
import * as history from './fast-history';
import { codeBits, codeSure, frequency } from './fast-model';
import * as copy from './followed-copy';
import { initLogistic, squashes, stretches } from './logistic';
import { initOrderBits, transferOrderBits } from './order-bits';
import { decodeRun, encodeRun, initSureRun } from './sure-run';
import { initPlaces } from './word-places';
import { COPY_SETS } from '../generated/fast/copy-trust';

export {
  bytesLeft,
  finishEncoder,
  moveOutput,
  outputCursor,
  pendingBytes,
  startDecoder,
  startEncoder,
} from '../coder/range-coder';
export { useLane } from '../lane';
export { allocate, endOfReserved, endOfUsed, startUsed } from '../memory';
export { hasLostThread, isTruncated } from '../threads';

/** Carriers of bases: none, contexts, copies that are not sure, copies that are. See `CARRIERS` of `@pmklc/models`. */
const UNFORESEEN: u32 = 0;
const CONTEXTS: u32 = 1;
const COPIES: u32 = 3;
const SURE: u32 = 8;

/** First call: prepares for at most `capacity` bases; of one lane, and one thread. */
export function init(capacity: usize, lanes: i32, thread: u32, threads: u32): void {
  startLanes(lanes);
  startThread(thread, threads, lanes);
  initCoders();
  initLogistic();
  history.initHistory(capacity);
}

/** Addresses of the tables that the host fills. */
export function squashAddress(): usize {
  return squashes;
}

export function stretchAddress(): usize {
  return stretches;
}

/** Second call: makes the model that the settings name; there is no predictor of the caller's beside it. */
export function build(settings: usize, hasExternal: bool): void {
  if (hasExternal) unreachable();
  startSettings(settings);
  initPlaces(nextSetting());
  initOrderBits();
  initBaseCounts();
  initMixer(2 * COPY_SETS);
  initTrust();
  initSureRun();
}

/** Makes `count` bases known, to copy from. */
export function prime(input: usize, count: usize): void {
  for (let i: usize = 0; i < count; i++) {
    history.append(<u32>load<u8>(input + i));
    copy.remember();
  }
}

/** Names the regions of the only part of a snapshot. */
export function transferPart(_piece: i32, _part: i32): void {
  transferOrderBits();
  transferBaseCounts();
  transferMixer();
  transferTrust();
}

/** Nothing depends on the bases that a snapshot had learned, on how many follow, or on reads. */
export function startFrom(_bases: i32): void {}
export function startBases(_count: i32): void {}
export function startReads(_first: i32, _second: i32): void {}

/** Address of the first base, one a byte. */
export function basesAddress(): usize {
  return history.bases;
}

/** Codes `count` bases. */
export function encode(input: usize, _stride: usize, count: i32): void {
  for (let i = 0; i < count;) {
    if (!copy.isSure()) {
      codeBits(false, <u32>load<u8>(input + i++));
      continue;
    }
    i += encodeRun(input + i, count - i);
    if (i < count && copy.isSure()) codeSure(false, <u32>load<u8>(input + i++));
  }
}

/** Decodes as many; they are then in the history. Stops where the payload ends too early. */
export function decode(count: i32): void {
  for (let i = 0; i < count && !isTruncated();) {
    if (!copy.isSure()) {
      codeBits(true, 0);
      i++;
      continue;
    }
    i += decodeRun(count - i);
    if (i >= count || !copy.isSure()) continue;
    codeSure(true, 0);
    i++;
  }
}

/** Decodes, and notes of each base, in a u32: the frequency that it had, and in the upper half which kind of model carried it. */
export function decodeReporting(count: i32, notes: usize, _stride: usize): void {
  for (let i: usize = 0; i < <usize>count && !isTruncated(); i++) {
    const isSure = copy.isSure();
    const foretold = copy.prediction();
    const base = isSure ? codeSure(true, 0) : codeBits(true, 0);
    const carrier = isSure ? SURE : foretold == <i32>base ? COPIES : CONTEXTS;
    const isForeseen = frequency > <u32>FORESEEN;
    store<u32>(notes + (i << 2), frequency | ((isForeseen ? carrier : UNFORESEEN) << 16));
  }
}
