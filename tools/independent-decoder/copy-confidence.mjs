/** How often copies of a class are right: docs/format-model.md, "Confidence". */
import { div } from './fixed-point.mjs';
import { ln16 } from './tables.mjs';

const CLASSES = 2 * 17 * 8 * 16 * 4;

export class CopyConfidence {
  #c = Uint16Array.from({ length: CLASSES }, (_, number) => first(number));
  #lessons = new Uint8Array(CLASSES);

  /** What a snapshot holds of it. */
  get learned() {
    return [this.#c, this.#lessons];
  }

  logit(number) {
    const c = this.#c[number];
    return ln16(c) - ln16(65535 - c) + 1125;
  }

  learn(number, hit) {
    const gap = (hit ? 65522 : 13) - this.#c[number];
    const rate = Math.max(div(32768, this.#lessons[number] + 16), 131);
    this.#c[number] += (gap * rate) >> 15;
    this.#lessons[number] = Math.min(this.#lessons[number] + 1, 255);
  }
}

function first(number) {
  const run = div(number, 4) % 16;
  const older = div(number, 4 * 16) % 8;
  const recent = div(number, 4 * 16 * 8) % 17;
  const c = Math.min(64553, Math.max(19661, 63570 - 3604 * recent - 1966 * older));
  return run >= 9 ? Math.max(c, 62259) : c;
}
