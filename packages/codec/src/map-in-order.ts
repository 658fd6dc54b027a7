/**
 * Works on several items of a stream at once, and gives the results in order.
 */

/**
 * Yields `work(item)` for every item, in the order of the items; at most `concurrency` are being
 * worked on or wait for their turn. When it ends early, for whatever reason, `signal` of the work
 * that is left is aborted and its end awaited.
 *
 * @param concurrency >= 1
 */
export async function* mapInOrder<Item, Result>(
  items: AsyncIterable<Item>,
  concurrency: number,
  work: (item: Item, signal: AbortSignal) => Promise<Result>,
): AsyncGenerator<Result> {
  const stop = new AbortController();
  const running: Promise<Result>[] = [];
  try {
    for await (const item of items) {
      const result = work(item, stop.signal);
      // Its error is thrown when its turn comes; until then it is not unhandled.
      result.catch(() => {});
      running.push(result);
      if (running.length >= concurrency) yield await running.shift()!;
    }
    while (running.length > 0) yield await running.shift()!;
  } finally {
    stop.abort();
    await Promise.allSettled(running);
  }
}
