/** Mixes the logits of experts: docs/format/model.md, "Mixer". */
import { clamp, classOf } from './fixed-point.mjs';
import { learned } from './learned.mjs';

const SIZE_LIMITS = [1, 2, 4, 8, 16];
const LEAD_LIMITS = [1, 1024, 2048, 3584, 5632];
const PEAK_LIMITS = [205, 512, 1024];
const LIMIT = 2 ** 22;
/** Sizes of the sets by last bases, by pool, by agreement, by frame. */
const SIZES = [256, 36, 96, 28];
const ALIGNMENT_WEIGHTS = 97;
const OWN_WEIGHTS = 16;

export class Mixer {
  mixed = new Int32Array(4);
  /** Place in a read, where there are reads. */
  readPlace;
  #pool;
  #frames;
  #translated;
  #highest;
  #experts;
  /**
   * Weights by last bases, by pool, by agreement, by frame, and by alignment, if there are any: by number of the set,
   * then expert. The last ones are the experts' own, the other way.
   */
  #sets;
  /** Numbers of the sets in use, but of the last. */
  #numbers;

  /**
   * `predictors` give logits of one expert or more; `highest` is the context model of the highest
   * order. It, the pool, the frame model and the translated copies may be absent. `weights` are those of
   * another lane, if it has any to share.
   */
  constructor({ predictors, pool, frames, translated, highest, weights }) {
    this.#pool = pool;
    this.#frames = frames;
    this.#translated = translated;
    this.#highest = highest;
    this.#experts = predictors.flatMap((predictor) =>
      predictor.logits.map((logits, i) => ({
        logits,
        inputs: new Int32Array(4),
        confidence: () => predictor.confidences?.[i] ?? predictor.confidence,
        predictor,
      })),
    );
    const count = this.#experts.length;
    const shared = translated ? [...SIZES, ALIGNMENT_WEIGHTS] : SIZES;
    this.#sets = weights ?? firstWeights([...shared, OWN_WEIGHTS], count);
    this.#numbers = new Int32Array(shared.length);
  }

  /** Numbers that a snapshot holds of it. */
  get learned() {
    return this.#sets.map((weights) => learned(weights, 32, [-LIMIT, LIMIT]));
  }

  /** Weights of all sets, which lanes share. */
  get weights() {
    return this.#sets;
  }

  mix(history) {
    for (const { logits, inputs } of this.#experts) center(logits, inputs);
    this.#choose(history);
    this.mixed.fill(0);
    this.#experts.forEach(({ confidence, inputs }, expert) => {
      let sum = 0;
      for (let set = 0; set < this.#sets.length; set++)
        sum += this.#sets[set][this.#at(set, expert, confidence)];
      const weight = clamp(sum >> 9, 8191);
      for (let base = 0; base < 4; base++) this.mixed[base] += weight * inputs[base];
    });
    for (let base = 0; base < 4; base++) this.mixed[base] >>= 11;
  }

  learn(errors, rate) {
    this.#experts.forEach(({ confidence, inputs }, expert) => {
      let sum = 0;
      for (let base = 0; base < 4; base++) sum += inputs[base] * errors[base];
      const step = ((sum >> 10) * rate) >> 11;
      for (let set = 0; set < this.#sets.length; set++) {
        const at = this.#at(set, expert, confidence);
        this.#sets[set][at] = clamp(this.#sets[set][at] + step, LIMIT);
      }
    });
  }

  /** Place in a set of the weight in use of an expert. */
  #at(set, expert, confidence) {
    if (set === this.#numbers.length) return OWN_WEIGHTS * expert + confidence();
    return this.#numbers[set] * this.#experts.length + expert;
  }

  #choose(history) {
    const size = classOf(this.#pool?.copies.length ?? 0, SIZE_LIMITS);
    const lead = classOf(this.#pool?.lead ?? 0, LEAD_LIMITS);
    const agreement = this.#pool?.agreement ?? 0;
    const highest = this.#experts.find(({ predictor }) => predictor === this.#highest);
    const peak = highest === undefined ? 0 : classOf(Math.max(...highest.inputs), PEAK_LIMITS);
    this.#numbers[0] = history.kmer(4);
    this.#numbers[1] = 6 * size + lead;
    this.#numbers[2] = (6 * agreement + lead) * 4 + peak;
    const frame = this.#frames?.likeliest ?? 0;
    this.#numbers[3] = this.readPlace === undefined ? frame : Math.min(this.readPlace, 27);
    if (this.#translated) this.#numbers[4] = this.#translated.set;
  }
}

function firstWeights(sizes, experts) {
  const sets = sizes.map((size) => new Int32Array(size * experts));
  sets[1].fill(200000);
  return sets;
}

function center(logits, inputs) {
  const mean = (logits[0] + logits[1] + logits[2] + logits[3]) >> 2;
  for (let base = 0; base < 4; base++) inputs[base] = clamp(logits[base] - mean, 8192);
}
