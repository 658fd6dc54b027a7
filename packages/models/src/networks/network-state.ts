/**
 * State of a token network, what it has learned: its rows and the weights of both layers.
 */
import type { Random } from '../random.ts';
import type { Stateful } from '../snapshot/stateful.ts';
import { HiddenWeights } from './hidden-layer.ts';
import { tokensOf, type NetworkConfig } from './network-config.ts';
import { OutputWeights } from './output-layer.ts';

/** First row weights: random numbers of 16 bits shifted right by this, up to 1/16 in size. */
const FIRST_SHIFT = 7;

/** The weights of a token network. */
export class NetworkState implements Stateful {
  readonly hidden: HiddenWeights;
  readonly output: OutputWeights;

  /** @param random gives the first weights; networks that share it differ */
  constructor(config: Pick<NetworkConfig, 'hidden' | 'views'>, random: Random) {
    this.hidden = new HiddenWeights(config.hidden, tokensOf(config));
    const { rows } = this.hidden;
    for (let i = 0; i < rows.length; i++) rows[i] = random.next() >> FIRST_SHIFT;
    this.output = new OutputWeights(config.hidden, random);
  }

  get state(): readonly ArrayBufferView[] {
    const { hidden, output } = this;
    return [hidden.bias, hidden.residuals, output.masters, output.biases, hidden.rows];
  }

  /** Computes anew what follows from the state. */
  restored(): void {
    this.output.narrow();
  }
}
