/**
 * Learning rates of a token network. Arithmetic: docs/format/model.md, "Learning rates".
 */
import { scheduled } from '../schedule.ts';
import { NETWORK_SCHEDULE, type NetworkConfig } from './network-config.ts';

/** Rates that all lanes learn with. */
export class NetworkRates {
  /** Rate of the hidden layer, Q14, at most 5 * 4095. */
  row = 0;
  /** Rate of the output layer, Q16, at most 5 * 200. */
  output = 0;
  readonly #config: NetworkConfig;

  constructor(config: NetworkConfig) {
    this.#config = config;
    this.set(0);
  }

  /** Sets them by the number of bases that the network has learned. */
  set(learned: number): void {
    this.row = scheduled(this.#config.rowRate, NETWORK_SCHEDULE, learned);
    this.output = scheduled(this.#config.outputRate, NETWORK_SCHEDULE, learned);
  }
}
