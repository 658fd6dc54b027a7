/**
 * Works on several items of a stream at once, and gives the results in order.
 */
import { Interrupt } from './interrupt.ts';
import type { Semaphore } from './semaphore.ts';

/**
 * Yields `work(item)` for every item, in the order of the items. An item has a place of the `semaphore` from
 * before it is asked for until its result's turn comes, so that no more items exist at once.
 *
 * The first work that fails ends it at once, whoever's turn it is: what comes before may take long.
 *
 * @param work its signal is that of `stop`
 * @param stop aborted when it ends early, for whatever reason: `items` and the work that is left
 *   should then end, which is awaited
 */
export async function* mapInOrder<Item, Result>(
  items: AsyncIterable<Item>,
  semaphore: Semaphore,
  work: (item: Item, signal: AbortSignal) => Promise<Result>,
  stop = new AbortController(),
): AsyncGenerator<Result> {
  const failure = new Interrupt();
  const iterator = items[Symbol.asyncIterator]();
  const running: Promise<Result>[] = [];
  let taken = 0;
  let isDone = false;
  const give = () => {
    taken--;
    semaphore.give();
  };
  const first = async () => {
    const result = await failure.orElse(running[0]!);
    void running.shift();
    give();
    return result;
  };
  const onError = (error: unknown) => {
    failure.set(error);
    stop.abort(error);
  };
  try {
    for (;;) {
      let hasPlace = semaphore.tryTake();
      while (!hasPlace && running.length > 0) {
        yield await first();
        hasPlace = semaphore.tryTake();
      }
      // Who waits for others holds no place that they could wait for.
      if (!hasPlace) await semaphore.take();
      taken++;
      const next = await failure.orElse(iterator.next());
      if (next.done) break;
      const result = work(next.value, stop.signal);
      result.catch(onError);
      running.push(result);
    }
    give();
    while (running.length > 0) yield await first();
    isDone = true;
  } finally {
    if (!isDone) stop.abort();
    // Should that fail, what went wrong before is still what matters.
    await iterator.return?.().catch(() => {});
    await Promise.allSettled(running);
    while (taken > 0) give();
  }
}
