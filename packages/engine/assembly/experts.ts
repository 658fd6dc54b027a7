/**
 * The registry: every kind of expert that a model can have, in the order of `EXPERTS` in `@pmklc/models`. A new kind is a folder, and
 * a line in each function here.
 */
import * as contexts from './contexts/context-experts';
import * as external from './dynamic/external-opinion';
import * as frames from './frames/frame-model';
import * as networks from './networks/network-experts';
import * as repeats from './repeats/repeat-experts';
import * as translated from './translated/translated-experts';
import { Random } from './random';
import { threadCount } from './threads';

/** Makes the experts that the settings name. Those that draw first weights do so in this order. */
export function build(random: Random): void {
  contexts.build();
  frames.build(random);
  repeats.build();
  networks.build(random);
  translated.build();
}

/** Starts the lane in use. */
export function startLane(): void {
  frames.startLane();
  repeats.startLane();
}

/** Opinions of all kinds for the mixer. */
export function opinionCount(): i32 {
  const inRegistry =
    contexts.count + frames.count + repeats.count + networks.count + translated.count;
  return inRegistry + external.count;
}

/** Opinions of the kind with this number, as it stands in the registry; the one behind the last is the external predictor. */
export function opinionsOf(kind: i32): i32 {
  if (kind == 0) return contexts.count;
  if (kind == 1) return frames.count;
  if (kind == 2) return repeats.count;
  if (kind == 3) return networks.count;
  return kind == 4 ? translated.count : external.count;
}

/** Kinds of the registry. */
export const KINDS: i32 = 5;

/** Writes all opinions. */
export function predict(): void {
  let first = 0;
  contexts.predict(first);
  first += contexts.count;
  frames.predict(first);
  first += frames.count;
  repeats.predict(first);
  first += repeats.count;
  networks.predict(first);
  first += networks.count;
  translated.predict(first);
  first += translated.count;
  external.predict(first);
}

/** Sets learning rates by the bases learned. */
export function setRates(): void {
  networks.setRates();
}

/** Computes what is to be learned of the base that came. `errors`: of the mixed prediction, i32[4], Q15. */
export function measure(base: u32, errors: usize): void {
  networks.measure(base, errors);
  frames.measure(base);
}

/** Finds where the newest base leads in large tables, and prefetches what its lessons and the next forecast read. */
export function find(): void {
  contexts.prefetchNext();
  frames.prefetchNext();
  repeats.find(true);
  translated.prefetchNext();
}

/** Finds where a base leads that the shortcut foretold. */
export function findSkipped(): void {
  repeats.find(false);
  translated.findNothing();
}

/**
 * Learns the newest base of a lane in what all lanes share, and is this thread's own. Networks come first: the entries that were
 * asked for arrive meanwhile; what these lead to arrives while contexts and frames learn.
 */
export function learn(base: u32): void {
  networks.learn();
  repeats.learn(base, true);
  translated.learn();
  if (threadCount == 1) prefetchFound();
  contexts.learn(base);
  frames.learn(base);
}

/** Learns of a base that the shortcut foretold. */
export function learnSkipped(base: u32): void {
  repeats.learn(base, false);
}

/** Prefetches what the lane's copies are to be compared with. */
export function prefetchFound(): void {
  repeats.prefetchFound();
  translated.prefetchFound();
}

/** Lets what is the lane's own follow the newest base, which all lanes know now. */
export function follow(base: u32): void {
  contexts.learnLocal(base);
  repeats.follow(base);
  translated.follow();
}

/** Lets it follow a base that the shortcut foretold. */
export function skip(base: u32): void {
  frames.skip(1);
  translated.skip();
  repeats.skip(base);
}

/** Copies what the first lane has of its own to the one in use. */
export function shareFirst(): void {
  contexts.shareFirst();
  networks.shareFirst();
}

/** Follows so many bases that a run of the shortcut foretold and the repeats have followed. */
export function skipRun(bases: i32): void {
  frames.skip(bases);
  translated.skip();
}

/** Hears of a base that is only known, to copy from. */
export function prime(): void {
  repeats.prime();
  translated.prime();
}

/** Names the regions of a part of the kind with this number. */
export function transferPart(kind: i32, part: i32): void {
  if (kind == 0) contexts.transferPart(part);
  else if (kind == 1) frames.transferPart();
  else if (kind == 2) repeats.transferPart(part);
  else if (kind == 3) networks.transferPart(part);
  else if (kind == 4) translated.transferPart();
}
