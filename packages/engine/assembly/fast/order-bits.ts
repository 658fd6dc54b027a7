/**
 * Contexts of few bases. Defined by `OrderBits` in `@pmklc/models`.
 */
import { allocate } from '../memory';
import { transfer } from '../snapshot';
import { HALF, LOW_ORDER, NODES } from '../generated/fast/order-bits';
import * as history from './fast-history';

const CONTEXTS: i32 = 1 << (2 * LOW_ORDER);

let table: usize = 0;

export function initOrderBits(): void {
  table = allocate(<usize>CONTEXTS * NODES * 2);
  for (let i = 0; i < CONTEXTS * NODES; i++) store<u16>(table + ((<usize>i) << 1), <u16>HALF);
}

/** Address of the probabilities of the newest bases. */
// @ts-ignore: decorator
@inline
export function slot(): usize {
  return table + ((<usize>(history.recent & (CONTEXTS - 1))) << 3);
}

export function transferOrderBits(): void {
  transfer(table, <usize>CONTEXTS * NODES * 2);
}
