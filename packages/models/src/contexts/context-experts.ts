/**
 * The context models of a model, one an order.
 */
import type { Base } from '@pmklc/core';
import type { Experts, Surroundings } from '../expert.ts';
import type { ContextConfig } from './context-config.ts';
import { ContextModel } from './context-model.ts';
import { ContextState } from './context-state.ts';

/** Each order is an expert, in ascending order. */
export class ContextExperts implements Experts {
  readonly models: readonly ContextModel[];
  readonly states: readonly ContextState[];

  constructor({ orders, invertedRepeats }: ContextConfig, { history }: Surroundings) {
    this.states = orders.map((order) => new ContextState(order));
    this.models = this.states.map((state) => new ContextModel(history, state, invertedRepeats));
  }

  get opinions(): readonly ContextModel[] {
    return this.models;
  }

  predict(): void {
    for (let i = 0; i < this.models.length; i++) this.models[i].predict();
  }

  learn(base: Base): void {
    for (let i = 0; i < this.models.length; i++) this.models[i].learn(base);
  }
}
