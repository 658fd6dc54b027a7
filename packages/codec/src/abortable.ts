/**
 * Lets a signal end the wait for a source that gives nothing, such as a pipe.
 */
import type { ByteSource } from '@pmklc/container';

/**
 * The same chunks; once the signal is aborted, its reason is thrown, even while a chunk is awaited.
 */
export async function* abortable(
  source: ByteSource,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  if (source instanceof Uint8Array || !(Symbol.asyncIterator in source) || signal === undefined) {
    yield* source instanceof Uint8Array ? [source] : source;
    return;
  }
  const iterator = source[Symbol.asyncIterator]();
  const aborted = rejectionOf(signal);
  try {
    for (;;) {
      const { done, value } = await Promise.race([iterator.next(), aborted.promise]);
      if (done) return;
      yield value;
    }
  } finally {
    aborted.forget();
    const closed = iterator.return?.();
    // A source that does not answer would not answer this, either.
    if (signal.aborted) closed?.catch(() => {});
    else await closed;
  }
}

function rejectionOf(signal: AbortSignal): { promise: Promise<never>; forget: () => void } {
  let onAbort = () => {};
  const promise = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason as Error);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  promise.catch(() => {});
  return { promise, forget: () => signal.removeEventListener('abort', onAbort) };
}
