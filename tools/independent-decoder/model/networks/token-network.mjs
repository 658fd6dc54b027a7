/** A network over the last bases: docs/format/model.md, "Token network". */
import { clamp, mul15, sat } from '../fixed-point.mjs';
import { learned } from '../learned.mjs';
import { activation, rowsOf, slope, unitSum } from './network-rows.mjs';
import { exp16 } from '../tables.mjs';

const OUTPUT_LIMIT = 67104768;

export class TokenNetwork {
  logits = [new Int32Array(4)];
  confidence = 0;
  joint;
  /** The learning rates now: set by the model. */
  rowRate = 0;
  outputRate = 0;
  #hidden;
  #invertedEvery;
  #rows;
  #span;
  #weights;
  #biases;
  #residuals;
  #output;
  #outputBiases;
  /** Starts of the weights of the rows in use. */
  #inUse;
  #units;
  #slopes;
  #configuration;
  /** What is to be learned: errors by base, changes by unit. */
  #errors = new Int32Array(4);
  #changes;

  constructor(configuration, weights) {
    const { hidden, invertedEvery, joint, views } = configuration;
    this.#configuration = configuration;
    this.joint = joint;
    this.#hidden = hidden;
    this.#invertedEvery = invertedEvery;
    this.#rows = rowsOf(views, hidden);
    this.#span = Math.max(...this.#rows.map((row) => row.back + row.k));
    this.#weights = weights.rows;
    this.#biases = weights.biases;
    this.#output = weights.output;
    this.#outputBiases = weights.outputBiases;
    this.#residuals = weights.residuals;
    this.#changes = new Int32Array(hidden);
    this.#inUse = new Int32Array(this.#rows.length);
    this.#units = new Int32Array(hidden);
    this.#slopes = new Int32Array(hidden);
  }

  static begin(configuration, generator) {
    const { hidden, views } = configuration;
    const size = rowsOf(views, hidden).reduce((sum, row) => sum + 4 ** row.k * hidden, 0);
    return new TokenNetwork(configuration, {
      rows: Int16Array.from({ length: size }, () => generator.next() >> 7),
      output: Int32Array.from({ length: 4 * hidden }, () => 77 * generator.next()),
      biases: new Int16Array(hidden),
      outputBiases: new Int32Array(4),
      residuals: new Int32Array(hidden),
    });
  }

  /** The same network in another lane, which has residuals and output biases of its own. */
  forLane() {
    return new TokenNetwork(this.#configuration, {
      rows: this.#weights,
      output: this.#output,
      biases: this.#biases,
      outputBiases: this.#outputBiases.slice(),
      residuals: this.#residuals.slice(),
    });
  }

  predict(history, recent) {
    this.#rows.forEach(({ back, k, start }, i) => {
      this.#inUse[i] = start + recent.kmer(history.length - back, k) * this.#hidden;
    });
    this.#forward();
  }

  /** Computes what is to be learned from a base, before any lane learns; `errors` are those of the mixer. */
  prepare(base, errors) {
    this.#prepare(this.joint ? errors : this.#ownErrors(base));
  }

  /** Learns the newest base of the history. */
  learn(history) {
    this.#adapt();
    if (this.#invertedEvery !== 0 && history.length % this.#invertedEvery === 0) {
      this.#learnOpposite(history);
    }
  }

  /** Numbers that a snapshot holds of it. */
  get learned() {
    const small = [-32768, 32767];
    const large = [-OUTPUT_LIMIT, OUTPUT_LIMIT];
    return [
      learned(this.#biases, 16, small),
      learned(this.#residuals, 32, [0, 65535]),
      learned(this.#output, 32, large),
      learned(this.#outputBiases, 32, large),
      learned(this.#weights, 16, small),
    ];
  }

  #learnOpposite(history) {
    const target = history.length - 1 - this.#span;
    if (target < 0) return;
    this.#rows.forEach(({ back, k, start }, i) => {
      let token = 0;
      for (let j = k - 1; j >= 0; j--) token = 4 * token + 3 - history.at(target + 1 + back + j);
      this.#inUse[i] = start + token * this.#hidden;
    });
    this.#forward();
    this.#prepare(this.#ownErrors(3 - history.at(target)));
    this.#adapt();
  }

  #forward() {
    for (let unit = 0; unit < this.#hidden; unit++) {
      const s = unitSum(this.#biases[unit], this.#weights, this.#inUse, unit);
      this.#units[unit] = activation(s);
      this.#slopes[unit] = slope(s);
    }
    for (let base = 0; base < 4; base++) {
      let sum = 0;
      for (let unit = 0; unit < this.#hidden; unit++) {
        sum += (this.#output[base * this.#hidden + unit] >> 12) * this.#units[unit];
      }
      this.logits[0][base] = (sum >> 13) + (this.#outputBiases[base] >> 14);
    }
  }

  /** Errors of the softmax of its own logits. */
  #ownErrors(base) {
    const logits = this.logits[0];
    const top = Math.max(...logits);
    const e = [...logits].map((logit) => exp16(Math.min(top - logit, 32767)));
    const scale = Math.floor(2 ** 31 / (e[0] + e[1] + e[2] + e[3]));
    const errors = e.map((value) => -((value * scale) >> 16));
    errors[base] = Math.min(errors[base] + 32768, 32767);
    return errors;
  }

  #prepare(errors) {
    this.#errors = errors;
    for (let unit = 0; unit < this.#hidden; unit++) {
      this.#changes[unit] = this.#changeOf(unit, errors);
    }
  }

  #adapt() {
    for (let unit = 0; unit < this.#hidden; unit++) this.#adaptUnit(unit, this.#changes[unit]);
    for (let base = 0; base < 4; base++) {
      this.#adaptOutput(base, this.#errors[base] * this.outputRate);
    }
  }

  /** Change of a unit's bias and rows; what it leaves goes to the unit's residual. */
  #changeOf(unit, errors) {
    let sum = 0;
    for (let base = 0; base < 4; base++) {
      sum += (this.#output[base * this.#hidden + unit] >> 12) * errors[base];
    }
    const gradient = sat(sum >> 13);
    const step = mul15(gradient, this.#slopes[unit]) * this.rowRate + this.#residuals[unit];
    this.#residuals[unit] = step & 0xffff;
    return step >> 16;
  }

  #adaptUnit(unit, change) {
    this.#biases[unit] = sat(this.#biases[unit] + change);
    for (const start of this.#inUse) {
      const at = start + unit;
      this.#weights[at] = sat(this.#weights[at] + change);
    }
  }

  #adaptOutput(base, change) {
    for (let unit = 0; unit < this.#hidden; unit++) {
      const at = base * this.#hidden + unit;
      const step = (this.#units[unit] * (change >> 10)) >> 8;
      this.#output[at] = clamp(this.#output[at] + step, OUTPUT_LIMIT);
    }
    this.#outputBiases[base] = clamp(this.#outputBiases[base] + (change >> 7), OUTPUT_LIMIT);
  }
}
