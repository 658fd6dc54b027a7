/**
 * The context models of a lane, one an order.
 */
import type { Base } from '@pmklc/core';
import type { ExpertLane } from '../expert.ts';
import type { BaseHistory } from '../history/base-history.ts';
import type { ReadPlace } from '../history/read-place.ts';
import { LOCAL_ORDER } from './context-config.ts';
import { ContextModel } from './context-model.ts';
import type { ContextsState } from './contexts-state.ts';

/** Each order is an expert, in ascending order. */
export class ContextExperts implements ExpertLane {
  readonly models: readonly ContextModel[];

  constructor(history: BaseHistory, { states, invertedRepeats }: ContextsState, read?: ReadPlace) {
    this.models = states.map((state) => {
      // The state of what is a lane's own is the first lane's.
      const isShared = state.order > LOCAL_ORDER || history.lane === 0;
      return new ContextModel(history, isShared ? state : state.copy(), invertedRepeats, read);
    });
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
