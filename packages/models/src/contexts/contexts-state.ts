/**
 * State of the context models of a model: a table an order.
 */
import type { ExpertState } from '../expert.ts';
import type { ContextConfig } from './context-config.ts';
import { ContextState } from './context-state.ts';

/** State of the context models. */
export class ContextsState implements ExpertState {
  /** Tables by order, ascending. */
  readonly states: readonly ContextState[];
  /** Whether they learn from the opposite strand, too. */
  readonly invertedRepeats: boolean;

  constructor({ orders, invertedRepeats }: ContextConfig) {
    this.states = orders.map((order) => new ContextState(order));
    this.invertedRepeats = invertedRepeats;
  }
}
