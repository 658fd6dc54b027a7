/**
 * Checks of ranges that configurations share.
 */
import { wrongKind } from '@pmklc/core';

/** @throws RangeError saying `what` when it is not `ok` */
export function need(ok: boolean, what: string): void {
  if (!ok) throw new RangeError(what);
}

/** @throws TypeError when a field of a configuration is no list */
export function checkList(name: string, value: unknown): void {
  if (!Array.isArray(value)) throw wrongKind(`${name} of a model configuration`, 'an Array', value);
}

/** Whether `x` is an integer in `low` .. `high`. */
export const between = (x: number, low: number, high: number): boolean =>
  Number.isInteger(x) && x >= low && x <= high;

/** Whether orders of contexts start at 1 or above and end at `most` or below, none twice. */
export const isAscending = (orders: readonly number[], most: number): boolean =>
  orders.every((order, i) => between(order, (orders[i - 1] ?? 0) + 1, most));
