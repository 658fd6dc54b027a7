/**
 * Learning rates of a token network. Arithmetic: docs/format/model.md, "Learning rates".
 */
import { limited, scheduled } from '../schedule.ts';
import {
  MOST_OUTPUT_RATE,
  MOST_ROW_RATE,
  NETWORK_SCHEDULE,
  type NetworkConfig,
} from './network-config.ts';

/** Rates that all lanes learn with. */
export class NetworkRates {
  /** Rate of the hidden layer, Q14, at most 5 * 4095. */
  row = 0;
  /** Rate of the output layer, Q16, at most 5 * 200. */
  output = 0;
  readonly #config: NetworkConfig;
  #scheduledRow = 0;
  #scheduledOutput = 0;

  constructor(config: NetworkConfig) {
    this.#config = config;
    this.set(0);
    this.limit(1);
  }

  /** Sets them by the number of bases that the network has learned; `limit` must follow. */
  set(learned: number): void {
    this.#scheduledRow = scheduled(this.#config.rowRate, NETWORK_SCHEDULE, learned);
    this.#scheduledOutput = scheduled(this.#config.outputRate, NETWORK_SCHEDULE, learned);
  }

  /** Limits them for a step in which so many lanes learn. */
  limit(lanes: number): void {
    this.row = limited(this.#scheduledRow, MOST_ROW_RATE, lanes);
    this.output = limited(this.#scheduledOutput, MOST_OUTPUT_RATE, lanes);
  }
}
