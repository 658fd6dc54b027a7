/** A context model of order k: docs/format/model.md, "Context models". */
import { div, mul15 } from './fixed-point.mjs';
import { learned } from './learned.mjs';
import { ln12 } from './tables.mjs';

/** Place of the visits in a slot. */
const VISITS = 3;
/** Models up to this order have slots for each lane. */
const LOCAL_ORDER = 2;
/** Models from this order on have contexts that begin with the read. */
const LEAST_READ_ORDER = 6;
const WINDOWS = [16, 60, 250, 250, 250, 250, 250, 200, 100, 45, 20, 14];

export class ContextModel {
  logits = [new Int32Array(4)];
  confidence = 0;
  #order;
  #bothStrands;
  #fine;
  /** Slots, each of p[A], p[C], p[G], visits. */
  #slots;
  #slot = 0;
  #rates;

  constructor(order, bothStrands, slots = firstSlots(order)) {
    this.#order = order;
    this.#bothStrands = bothStrands;
    this.#fine = isFine(order);
    this.#slots = slots;
    const least = div(32768, WINDOWS[order - 1]);
    this.#rates = Array.from({ length: 256 }, (_, visits) =>
      visits === 255 ? least : Math.max(div(65536, 2 * visits + 4), least),
    );
  }

  /** The same model in another lane. */
  forLane() {
    const slots = this.#order <= LOCAL_ORDER ? this.#slots.slice() : this.#slots;
    return new ContextModel(this.#order, this.#bothStrands, slots);
  }

  /** @param place bases known of the read; undefined where there are no reads */
  predict(history, place = this.#order) {
    this.#slot = this.#slotAt(history, place);
    const shift = this.#fine ? 10 : 3;
    const logits = this.logits[0];
    let left = 4095;
    for (let base = 0; base < 3; base++) {
      const q = this.#slots[4 * this.#slot + base] >> shift;
      left -= q;
      logits[base] = ln12(q);
    }
    logits[3] = ln12(Math.max(left, 0));
    this.confidence = Math.min(this.#slots[4 * this.#slot + VISITS], 15);
  }

  #slotAt(history, place) {
    const order = this.#order;
    if (order < LEAST_READ_ORDER || place >= order) return history.kmer(order);
    let slot = 0;
    for (let i = place; i < order; i++) slot = 4 * slot + (place % 4);
    for (let i = place; i > 0; i--) slot = 4 * slot + history.at(history.length - i);
    return slot;
  }

  /** Learns the newest base of the history. */
  learn(history) {
    const { length } = history;
    this.#learnIn(this.#slot, history.at(length - 1));
    if (!this.#bothStrands) return;
    this.#learnIn(history.inverse(this.#order), 3 - history.at(length - 1 - this.#order));
  }

  /** Numbers that a snapshot holds of it. */
  get learned() {
    const most = this.#fine ? 2 ** 22 - 1 : 32767;
    const p = [0, most];
    return [learned(this.#slots, this.#fine ? 32 : 16, p, p, p, [0, 255])];
  }

  #learnIn(slot, base) {
    const p = this.#slots;
    const visits = 4 * slot + VISITS;
    const rate = this.#rates[p[visits]];
    for (let b = 0; b < 3; b++) {
      const at = 4 * slot + b;
      if (this.#fine) {
        const gap = (b === base ? 2 ** 22 - 1 : 0) - p[at];
        p[at] = Math.max(p[at] + (((gap >> 7) * rate) >> 8), 0);
      } else {
        const gap = (b === base ? 32767 : 0) - p[at];
        p[at] += mul15(gap, rate);
      }
    }
    p[visits] = Math.min(p[visits] + 1, 255);
  }
}

/** Whether probabilities are in Q22, not Q15. */
function isFine(order) {
  return order <= 8;
}

function firstSlots(order) {
  const first = isFine(order) ? 2 ** 20 : 8192;
  const Numbers = isFine(order) ? Int32Array : Uint16Array;
  return Numbers.from({ length: 4 * 4 ** order }, (_, i) => (i % 4 === VISITS ? 0 : first));
}
