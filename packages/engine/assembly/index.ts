/**
 * Calls of the host: build a model, then code blocks of bases with it. One instance, one partition.
 */
import * as coder from './coder/range-coder';
import * as model from './dynamic/dynamic-model';
import { skipRun } from './experts';
import { initTables } from './fixed-point';
import * as history from './history/base-history';
import { decodeRun, encodeRun } from './repeats/shortcut-run';
import { startSettings } from './settings';
import { aminoAcids, fillScores } from './translated/genetic-code';
import { substitutionState } from './translated/codon-substitution';

export { lnAddress, expCoarseAddress, expFineAddress } from './fixed-point';
export { indexProteins, reserveProteins } from './translated/protein-index';
export { startReads } from './history/read-place';
export { prime, startFrom, transferPart } from './dynamic/dynamic-model';
export {
  startEncoder,
  outputCursor,
  moveOutput,
  pendingBytes,
  finishEncoder,
} from './coder/range-coder';
export { startDecoder, isTruncated, bytesLeft } from './coder/range-coder';
export { allocate, endOfReserved, endOfUsed, startUsed } from './memory';

/** First call: prepares for at most `capacity` bases. */
export function init(capacity: usize): void {
  initTables();
  history.initHistory(capacity);
}

/** Second call, once the tables are filled: makes the model that the settings name. */
export function build(settings: usize, hasExternal: bool): void {
  startSettings(settings);
  model.buildModel(hasExternal);
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

/** Codes `count` bases from `input` on. */
export function encode(input: usize, count: i32): void {
  for (let i = 0; i < count;) {
    const base = <u32>load<u8>(input + i);
    model.predict();
    coder.encode(startOf(base), load<u32>(model.frequencies + (base << 2)));
    model.learn(base);
    i++;
    const limit = model.runLimit(count - i);
    if (limit > 0) i += followed(encodeRun(input + i, limit));
  }
}

/** Decodes `count` bases; they are then in the history. Stops where the payload ends too early. */
export function decode(count: i32): void {
  // Random contexts touch a page a base: 900 bytes that claim 2^26 bases took 156 MiB in place of 44.
  for (let i = 0; i < count && !coder.isTruncated();) {
    model.predict();
    model.learn(coder.decode(model.frequencies));
    i++;
    const limit = model.runLimit(count - i);
    if (limit > 0) i += followed(decodeRun(limit));
  }
}

/**
 * Decodes as `decode` does, and notes of each base, in a u32: the frequency that it had, and in the
 * upper half which kind of model carried it.
 */
export function decodeReporting(count: usize, notes: usize): void {
  for (let i: usize = 0; i < count && !coder.isTruncated(); i++) {
    model.predict();
    const base = coder.decode(model.frequencies);
    const frequency = load<u32>(model.frequencies + (base << 2));
    store<u32>(notes + (i << 2), frequency | (model.carrier(base) << 16));
    model.learn(base);
  }
}

/** Lets the other experts follow a run of so many bases. */
function followed(bases: i32): i32 {
  skipRun(bases);
  return bases;
}

// @ts-ignore: decorator
@inline
function startOf(base: u32): u32 {
  let start: u32 = 0;
  for (let symbol: u32 = 0; symbol < base; symbol++)
    start += load<u32>(model.frequencies + (symbol << 2));
  return start;
}
