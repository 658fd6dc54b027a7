/**
 * Checks of ranges that configurations share.
 */

/** @throws RangeError saying `what` when it is not `ok` */
export function need(ok: boolean, what: string): void {
  if (!ok) throw new RangeError(what);
}

/** Whether `x` is an integer in `low` .. `high`. */
export const between = (x: number, low: number, high: number): boolean =>
  Number.isInteger(x) && x >= low && x <= high;

/** Whether orders of contexts start at 1 or above and end at `most` or below, none twice. */
export const isAscending = (orders: readonly number[], most: number): boolean =>
  orders.every((order, i) => between(order, (orders[i - 1] ?? 0) + 1, most));
