/**
 * Selection of the weights that the mixer uses, by the state that its experts are in. Defined by
 * `weight-selection.ts` of `@pmklc/models`.
 */
import * as contexts from '../contexts/context-experts';
import { LAST_PLACE } from '../generated/dynamic/weight-selection';
import * as frames from '../frames/frame-model';
import * as history from '../history/base-history';
import { hasReads, known } from '../history/read-place';
import * as mixer from '../mixer/gated-mixer';
import * as pool from '../repeats/repeat-pool';
import * as translated from '../translated/translated-experts';

/** Selects a set of each family. */
export function selectWeights(): void {
  const copies = pool.here();
  const lead = leadClass(copies.lead);
  mixer.selectByAlignment(translated.weightSet());
  mixer.selectByFrame(hasReads() ? min(known(), LAST_PLACE) : frames.likeliest());
  mixer.selectByBases(<i32>(history.here().recent & 255));
  mixer.selectByCopies(sizeClass(copies.size) * 6 + lead);
  mixer.selectByAgreement((copies.agreement * 6 + lead) * 4 + peakOfContexts());
}

/** Largest logit of the longest context, which says how sure it is; 0 without contexts. */
function peakOfContexts(): i32 {
  if (contexts.count == 0) return 0;
  const at = mixer.inputAt(contexts.count - 1);
  const plane = mixer.plane;
  const peak = max(
    max(<i32>load<i16>(at), <i32>load<i16>(at + plane)),
    max(<i32>load<i16>(at + 2 * plane), <i32>load<i16>(at + 3 * plane)),
  );
  return peak < 205 ? 0 : peak < 512 ? 1 : peak < 1024 ? 2 : 3;
}

// @ts-ignore: decorator
@inline
function sizeClass(size: i32): i32 {
  return size < 2 ? size : size < 4 ? 2 : size < 8 ? 3 : size < 16 ? 4 : 5;
}

// @ts-ignore: decorator
@inline
function leadClass(lead: i32): i32 {
  if (lead == 0) return 0;
  return lead < 1024 ? 1 : lead < 2048 ? 2 : lead < 3584 ? 3 : lead < 5632 ? 4 : 5;
}
