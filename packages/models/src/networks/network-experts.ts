/**
 * The token networks of a model: those that the mixer weighs, and the joint ones, whose logits are added to the mixed ones.
 */
import type { Base } from '@pmklc/core';
import type { Experts, Surroundings } from '../expert.ts';
import type { NetworksField } from './network-config.ts';
import { NetworkState } from './network-state.ts';
import { TokenNetwork } from './token-network.ts';

/** Joint networks come last. */
export class NetworkExperts implements Experts {
  readonly networks: readonly TokenNetwork[];
  readonly opinions: readonly TokenNetwork[];
  readonly joint: readonly TokenNetwork[];
  readonly states: readonly NetworkState[];

  constructor({ networks }: NetworksField, { history, random }: Surroundings) {
    this.states = networks.map((config) => new NetworkState(config, random));
    this.networks = networks.map((config, i) => new TokenNetwork(history, config, this.states[i]));
    this.opinions = this.networks.filter((_, i) => !networks[i].joint);
    this.joint = this.networks.filter((_, i) => networks[i].joint);
  }

  setRates(learned: number): void {
    for (const network of this.networks) network.setRates(learned);
  }

  predict(): void {
    for (let i = 0; i < this.opinions.length; i++) this.opinions[i].predict();
  }

  /** Adds what joint networks have learned to be missing in the mixed logits. */
  addJoint(mixed: Int32Array): void {
    for (let i = 0; i < this.joint.length; i++) {
      this.joint[i].predict();
      const { logits } = this.joint[i];
      for (let b = 0; b < 4; b++) mixed[b] += logits[b];
    }
  }

  learn(base: Base, errors: Int32Array): void {
    for (let i = 0; i < this.opinions.length; i++) this.opinions[i].learn(base);
    for (let i = 0; i < this.joint.length; i++) this.joint[i].learnJoint(errors);
  }
}
