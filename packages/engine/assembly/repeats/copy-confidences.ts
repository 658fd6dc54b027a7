/**
 * Confidences of copies: how often those with a certain past turned out to be right. Defined by `CopyConfidences` in
 * `@pmklc/models`.
 */
import { allocate } from '../memory';
import { transfer } from '../snapshot';
import { HIT, LESSON_LIMIT, MISS } from '../generated/repeats/copy-confidences';
import { CONFIDENCE_CLASSES } from '../generated/repeats/copy-pointer';

/** u16 pairs: how often such a pointer is right, Q16, and how often that was learned. */
let table: usize = 0;
/** i32[512]: learning rate of a confidence after so many lessons, Q15. */
let rates: usize = 0;

/** Makes the table, with nothing learned. */
export function initConfidences(): void {
  table = allocate(<usize>CONFIDENCE_CLASSES * 4);
  rates = allocate((<usize>LESSON_LIMIT + 1) * 4);
  for (let n = 0; n <= LESSON_LIMIT; n++) store<i32>(rates + (n << 2), 32768 / (n + 16));
  for (let i = 0; i < CONFIDENCE_CLASSES; i++) {
    const run = (i >> 3) & 15;
    const older = (i >> 7) & 7;
    const recent = (i >> 10) % 17;
    let p = 63570 - 3604 * recent - 1966 * older;
    if (run >= 9) p = max(p, 62259);
    store<u16>(table + (i << 2), <u16>min(64553, max(19661, p)));
  }
}

/** The address of a class. */
// @ts-ignore: decorator
@inline
export function confidenceAt(confidenceClass: u32): usize {
  return table + (confidenceClass << 2);
}

/** Learns that a copy of the class at `address` was right or wrong. */
// @ts-ignore: decorator
@inline
export function learnConfidence(address: usize, hit: bool): void {
  const c = <i32>load<u16>(address);
  const n = load<u16>(address, 2);
  const gap = (hit ? HIT : MISS) - c;
  store<u16>(address, <u16>(c + ((gap * load<i32>(rates + ((<usize>n) << 2))) >> 15)));
  if (n < <u16>LESSON_LIMIT) store<u16>(address, n + 1, 2);
}

/** Names the region of the part: what copies turned out to be worth; the copies themselves belong to their sequence. */
export function transferConfidences(): void {
  transfer(table, <usize>CONFIDENCE_CLASSES * 4);
}
