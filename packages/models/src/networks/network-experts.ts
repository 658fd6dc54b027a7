/**
 * The token networks of a lane: those that the mixer weighs, and the joint ones, whose logits are added to the mixed ones.
 */
import type { Base } from '@pmklc/core';
import type { ExpertLane } from '../expert.ts';
import type { BaseHistory } from '../history/base-history.ts';
import type { NetworksState } from './networks-state.ts';
import { TokenNetwork } from './token-network.ts';

/** Joint networks come last. */
export class NetworkExperts implements ExpertLane {
  readonly networks: readonly TokenNetwork[];
  readonly opinions: readonly TokenNetwork[];
  readonly joint: readonly TokenNetwork[];

  constructor(history: BaseHistory, { configs, states, rates }: NetworksState) {
    this.networks = configs.map(
      (config, i) => new TokenNetwork(history, config, states[i], rates[i]),
    );
    this.opinions = this.networks.filter((_, i) => !configs[i].joint);
    this.joint = this.networks.filter((_, i) => configs[i].joint);
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

  measure(base: Base, errors: Int32Array): void {
    for (let i = 0; i < this.opinions.length; i++) this.opinions[i].measure(base);
    for (let i = 0; i < this.joint.length; i++) this.joint[i].measureJoint(errors);
  }

  learn(): void {
    for (let i = 0; i < this.networks.length; i++) this.networks[i].learnMeasured();
  }
}
