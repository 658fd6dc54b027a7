/**
 * A model with smaller context tables, for what does not depend on them: a table of order 11 has 33 MB.
 */
import type { ModelConfig } from '@pmklc/models';

const HIGHEST_ORDER = 8;

/** A model with the same experts, of orders up to 8: all parts of a snapshot but those of contexts are the same. */
export function withSmallContexts(config: ModelConfig): ModelConfig {
  const { orders } = config;
  const limit = (i: number) => HIGHEST_ORDER - (orders.length - 1 - i);
  return { ...config, orders: orders.map((order, i) => Math.min(order, limit(i))) };
}
