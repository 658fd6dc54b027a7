/**
 * The token network: the last (s,k)-mer tokens, counted back from the base being predicted, each
 * select a row of weights; one hidden layer, four logits. Trained online, on both strands.
 *
 * Arithmetic: docs/format/model.md, "Token network".
 */
import type { Base } from '@pmklc/core';
import type { Expert } from '../expert.ts';
import type { BaseHistory } from '../history/base-history.ts';
import { HiddenLayer } from './hidden-layer.ts';
import { rowsOf, type NetworkConfig } from './network-config.ts';
import { NetworkRates } from './network-rates.ts';
import type { NetworkState } from './network-state.ts';
import { OutputLayer } from './output-layer.ts';

/** Bases in a token of the history. */
const LONGEST_TOKEN = 8;

/** A small neural network that sees up to 1,024 bases of a lane. */
export class TokenNetwork implements Expert {
  readonly hidden: HiddenLayer;
  readonly output: OutputLayer;
  /** Confidence of a network, which is always as sure as it can be: 0, so that a mixer has one weight for it. */
  readonly confidence = 0;
  readonly #history: BaseHistory;
  readonly #config: NetworkConfig;
  /**
   * Place of each row: where its table starts, bases from the newest to its token, and what cuts the token out of 8
   * bases.
   */
  readonly #tables: Int32Array;
  readonly #back: Int32Array;
  readonly #masks: Int32Array;
  /** Place of each row on the other strand: bases from the target to the end of its token. */
  readonly #ahead: Int32Array;
  readonly #shifts: Int32Array;
  /** Starts of the rows in use. */
  readonly #rows: Int32Array;
  /** Bases that the window spans. */
  readonly #span: number;
  readonly #rates: NetworkRates;

  /** @param rates absent: as before the first base */
  constructor(
    history: BaseHistory,
    config: NetworkConfig,
    state: NetworkState,
    rates = new NetworkRates(config),
  ) {
    this.#history = history;
    this.#config = config;
    this.#rates = rates;
    const rows = config.views.flatMap(({ stride, k, count }) =>
      Array.from({ length: count }, (_, i) => ({ back: i * stride, k })),
    );
    this.#back = Int32Array.from(rows, (row) => row.back);
    this.#masks = Int32Array.from(rows, ({ k }) => 4 ** k - 1);
    this.#ahead = Int32Array.from(rows, ({ back, k }) => 1 + back + k);
    this.#shifts = Int32Array.from(rows, ({ k }) => 2 * (LONGEST_TOKEN - k));
    this.#span = Math.max(...rows.map(({ back, k }) => back + k));
    this.#tables = new Int32Array(rowsOf(config));
    let tokens = 0;
    rows.forEach(({ k }, i) => {
      this.#tables[i] = tokens * config.hidden;
      tokens += 4 ** k;
    });
    this.#rows = new Int32Array(rows.length);
    const { residuals } = state.hidden;
    const { biases } = state.output;
    // The state of what is a lane's own is the first lane's.
    const isFirst = history.lane === 0;
    this.hidden = new HiddenLayer(state.hidden, isFirst ? residuals : residuals.slice());
    this.output = new OutputLayer(state.output, isFirst ? biases : biases.slice());
  }

  get logits(): Int32Array {
    return this.output.logits;
  }

  predict(): void {
    const history = this.#history;
    const { width } = this.hidden.weights;
    const rows = this.#rows;
    const tables = this.#tables;
    const back = this.#back;
    const masks = this.#masks;
    const newest = history.length;
    for (let i = 0; i < rows.length; i++) {
      rows[i] = tables[i] + (history.tokenBefore(newest - back[i]) & masks[i]) * width;
    }
    this.#forward();
  }

  /** Learns the newest base at once, which is right for one lane. */
  learn(base: Base): void {
    this.measure(base);
    this.learnMeasured();
  }

  /** Measures the gradient of the last prediction, if `base` is what came. */
  measure(base: Base): void {
    this.output.measure(base);
    this.output.backward();
  }

  /**
   * Measures it, as a joint network, from the errors of the prediction to which its logits were added.
   * @param errors target less prediction, Q15 in [-32767, 32767]
   */
  measureJoint(errors: Int32Array): void {
    this.output.errors.set(errors);
    this.output.backward();
  }

  /** Learns what was measured; then, now and then, an example of the other strand: that is for one lane only. */
  learnMeasured(): void {
    this.#descend();
    const every = this.#config.invertedEvery;
    const { length } = this.#history;
    if (every === 0 || length % every !== 0) return;
    const target = length - 1 - this.#span;
    if (target >= 0) this.#learnInverted(target);
  }

  /** Forecasts the complement of the base at `target` from the complements of those after it. */
  #learnInverted(target: number): void {
    const history = this.#history;
    const { width } = this.hidden.weights;
    const rows = this.#rows;
    const tables = this.#tables;
    const ahead = this.#ahead;
    const shifts = this.#shifts;
    for (let i = 0; i < rows.length; i++) {
      rows[i] = tables[i] + (history.reversedTokenBefore(target + ahead[i]) >> shifts[i]) * width;
    }
    this.#forward();
    this.measure((3 - history.at(target)) as Base);
    this.#descend();
  }

  #forward(): void {
    this.hidden.forward(this.#rows);
    this.output.forward(this.hidden.units);
  }

  /** One step down the gradient of the coding cost that the output's errors belong to. */
  #descend(): void {
    const { hidden, output } = this;
    hidden.learn(this.#rows, output.gradients, this.#rates.row);
    output.learn(hidden.units, this.#rates.output);
  }
}
