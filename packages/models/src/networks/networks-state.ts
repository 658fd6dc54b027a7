/**
 * State of the token networks of a model.
 */
import type { ExpertState, Surroundings } from '../expert.ts';
import type { NetworkConfig, NetworksField } from './network-config.ts';
import { NetworkRates } from './network-rates.ts';
import { NetworkState } from './network-state.ts';

/** State of the token networks. */
export class NetworksState implements ExpertState {
  readonly configs: readonly NetworkConfig[];
  readonly states: readonly NetworkState[];
  readonly rates: readonly NetworkRates[];

  constructor({ networks }: NetworksField, { random }: Surroundings) {
    this.configs = networks;
    this.states = networks.map((config) => new NetworkState(config, random));
    this.rates = networks.map((config) => new NetworkRates(config));
  }

  setRates(learned: number): void {
    for (const rates of this.rates) rates.set(learned);
  }
}
