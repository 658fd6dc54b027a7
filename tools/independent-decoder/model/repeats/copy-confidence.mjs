/**
 * Confidence of copies, how often those of a class are right: docs/format/model.md, "Confidence".
 */
import { div } from '../fixed-point.mjs';
import { learned } from '../learned.mjs';
import { ln16 } from '../tables.mjs';

const CLASSES = 2 * 17 * 8 * 16 * 8;

export class CopyConfidence {
  /** Confidence and lessons of each class. */
  #classes = Uint16Array.from({ length: 2 * CLASSES }, (_, i) => (i % 2 === 0 ? first(i / 2) : 0));

  /** Numbers that a snapshot holds of it. */
  get learned() {
    return [learned(this.#classes, 16, [13, 65522], [0, 511])];
  }

  logit(number) {
    const c = this.#classes[2 * number];
    return ln16(c) - ln16(65535 - c) + 1125;
  }

  learn(number, hit) {
    const c = 2 * number;
    const lessons = c + 1;
    const gap = (hit ? 65522 : 13) - this.#classes[c];
    const rate = div(32768, this.#classes[lessons] + 16);
    this.#classes[c] += (gap * rate) >> 15;
    this.#classes[lessons] = Math.min(this.#classes[lessons] + 1, 511);
  }
}

function first(number) {
  const run = div(number, 8) % 16;
  const older = div(number, 8 * 16) % 8;
  const recent = div(number, 8 * 16 * 8) % 17;
  const c = Math.min(64553, Math.max(19661, 63570 - 3604 * recent - 1966 * older));
  return run >= 9 ? Math.max(c, 62259) : c;
}
