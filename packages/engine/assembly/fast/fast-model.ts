/**
 * The fast model: codes a base, then learns it. Defined by `FastModel` in `@pmklc/models`.
 */
import * as coder from '../coder/range-coder';
import { COPY_SETS } from '../generated/fast/copy-trust';
import { RATE_SHIFT as COUNTS_RATE } from '../generated/fast/base-counts';
import { RATE_SHIFT as ORDER_RATE } from '../generated/fast/order-bits';
import * as counts from './base-counts';
import * as copy from './followed-copy';
import * as history from './fast-history';
import { learnAt, stretch } from './logistic';
import { inputsOf, learnSet, mix, setAt } from './bit-mixer';
import * as trust from './copy-trust';
import * as order from './order-bits';

/** Frequency of the last base. */
export let frequency: u32 = 0;

/**
 * Codes a base that no sure copy foretells.
 * @param isDecoding whether the base is found in the payload
 * @param known the base, where it is not
 */
// @ts-ignore: decorator
@inline
export function codeBits(isDecoding: bool, known: u32): u32 {
  const low = order.slot(),
    slot = counts.slot();
  const seen = <u32>load<u16>(slot);
  const foretold = copy.prediction();
  let odds = 0,
    set = 0,
    trusted: usize = 0;
  if (foretold >= 0) {
    const copyClass = trust.copyClass(copy.missCount(), copy.run);
    trusted = trust.trustAt(copyClass);
    odds = stretch(load<u16>(trusted));
    set = trust.setOfClass(copyClass);
  }

  const worth = counts.firstWorth(seen);
  const weights = setAt(set);
  const inputs = inputsOf(
    stretch(load<u16>(low)),
    stretch(load<u16>(worth)),
    foretold < 2 ? -odds : odds,
  );
  const one = <u32>mix(weights, inputs);
  const first = isDecoding ? u32(coder.reaches(65536 - one)) : known >> 1;
  learnSet(weights, inputs, <i32>((first << 16) - one));
  learnAt(low, first, ORDER_RATE);
  learnAt(worth, first, COUNTS_RATE);

  const isForetold = foretold >> 1 == <i32>first;
  const worth2 = counts.secondWorth(seen, first);
  const low2 = low + 2 + 2 * <usize>first;
  const weights2 = setAt(COPY_SETS + (isForetold ? set : 0));
  const inputs2 = inputsOf(
    stretch(load<u16>(low2)),
    stretch(load<u16>(worth2)),
    isForetold ? ((foretold & 1) != 0 ? odds : -odds) : 0,
  );
  const one2 = <u32>mix(weights2, inputs2);
  const start = first != 0 ? 65536 - one : 0;
  const both = first != 0 ? one : 65536 - one;
  const share = max(min((both * one2) >> 16, both - 1), 1);
  const border = start + both - share;
  const second = isDecoding ? u32(coder.reaches(border)) : known & 1;
  frequency = second != 0 ? share : both - share;
  const from = second != 0 ? border : start;
  if (isDecoding) coder.decodeIf(from, frequency);
  else coder.encode(from, frequency);
  learnSet(weights2, inputs2, <i32>((second << 16) - one2));
  learnAt(low2, second, ORDER_RATE);
  learnAt(worth2, second, COUNTS_RATE);

  const base = 2 * first + second;
  counts.count(slot, base);
  history.append(base);
  counts.prefetchCounts();
  counts.count(counts.oppositeSlot(), counts.oppositeBase());
  if (foretold >= 0) {
    const isHit = foretold == <i32>base;
    trust.learnCopy(trusted, isHit);
    copy.follow(isHit);
  }
  copy.seek();
  return base;
}

/** Codes a base for which there is a sure copy. Parameters as above. */
export function codeSure(isDecoding: bool, known: u32): u32 {
  const foretold = <u32>copy.prediction();
  const trusted = trust.sureAt(copy.run);
  const rest = trust.frequencyOfRest(trusted);
  const most = 65536 - 3 * rest;
  let base = known;
  if (isDecoding) {
    base = 0;
    while (base < 3 && coder.reaches(endOf(base, foretold, rest, most))) base++;
  }
  frequency = base == foretold ? most : rest;
  const from = endOf(base, foretold, rest, most) - frequency;
  if (isDecoding) coder.decodeIf(from, frequency);
  else coder.encode(from, frequency);
  const isHit = base == foretold;
  trust.learnSure(trusted, isHit);
  history.append(base);
  copy.follow(isHit);
  return base;
}

/** End of a base's interval. */
// @ts-ignore: decorator
@inline
function endOf(base: u32, foretold: u32, rest: u32, most: u32): u32 {
  return rest * (base + 1) + (base >= foretold ? most - rest : 0);
}
