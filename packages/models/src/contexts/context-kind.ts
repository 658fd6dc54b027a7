/**
 * Context models as a kind of experts: what configuration, snapshots and engine know of them.
 */
import { checkList, isAscending, need } from '../configuration/ranges.ts';
import { readOrders, writeOrders } from '../configuration/order-set.ts';
import type { ExpertKind } from '../expert.ts';
import type { Part } from '../snapshot/part.ts';
import { segment } from '../snapshot/segment.ts';
import { CONTEXT_WINDOWS, MAX_ORDER, WIDE_ORDER, type ContextConfig } from './context-config.ts';
import { ContextExperts } from './context-experts.ts';
import { ContextsState } from './contexts-state.ts';

const MAX_VISITS = 255;
/** Bit of a configuration's switches. */
const INVERTED = 1;

/** Context models: what followed the last k bases, for several k. */
export const contexts: ExpertKind<ContextConfig, ContextsState, ContextExperts> = {
  name: 'contexts',
  label: 'contexts',
  description: 'what followed the same 1 to 12 bases before',
  fields: { orders: ['number'], invertedRepeats: 'boolean' },
  switches: INVERTED,
  check({ orders }) {
    checkList('orders', orders);
    need(
      isAscending(orders, MAX_ORDER),
      `orders must ascend within 1..${MAX_ORDER}, got ${orders}`,
    );
  },
  switchesOf: ({ invertedRepeats }) => (invertedRepeats ? INVERTED : 0),
  write: (writer, { orders }) => writeOrders(writer, orders),
  read: (reader, switches) => ({
    orders: readOrders(reader),
    invertedRepeats: (switches & INVERTED) !== 0,
  }),
  opinionCount: ({ orders }) => orders.length,
  parts: ({ orders }) => orders.map(partOf),
  memoryBytes: ({ orders }) =>
    orders.reduce((sum, k) => sum + (k <= WIDE_ORDER ? 16 : 8) * 4 ** k, 0),
  settings: ({ orders, invertedRepeats }) => [
    orders.length,
    invertedRepeats ? 1 : 0,
    ...orders.flatMap((order) => [order, CONTEXT_WINDOWS[order]!]),
  ],
  createState: (config) => new ContextsState(config),
  createLane: (state, { history, read }) => new ContextExperts(history, state, read),
};

/**
 * Three probabilities less 1/4 and a visit count: 32 bits each (Q22) or 16 (Q15). Static knowledge leaves them out: they learn in no
 * time.
 */
function partOf(order: number): Part {
  const isWide = order <= WIDE_ORDER;
  const quarter = isWide ? 2 ** 20 : 2 ** 13;
  const probability: [number, number] = [-quarter, 3 * quarter - 1];
  const ranges: [number, number][] = [probability, probability, probability, [0, MAX_VISITS]];
  return {
    name: `contexts.${order}`,
    segments: [segment(isWide ? 4 : 2, 4 ** (order + 1), ranges)],
    isZeroAtFirst: true,
  };
}
