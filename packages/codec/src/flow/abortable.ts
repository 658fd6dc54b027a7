/**
 * Lets a signal end the wait for a source that gives nothing, such as a pipe.
 */
import type { ByteSource } from '@pmklc/container';
import { Interrupt } from './interrupt.ts';

/**
 * Chunks of the source; once the signal is aborted, its reason is thrown, even while a chunk is awaited.
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
  const aborted = new Interrupt();
  const onAbort = () => aborted.set(signal.reason);
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  try {
    for (;;) {
      const { done, value } = await aborted.orElse(iterator.next());
      if (done) return;
      yield value;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    const closed = iterator.return?.();
    // A source that does not answer would not answer this, either.
    if (signal.aborted) closed?.catch(() => {});
    else await closed;
  }
}

/** Aborted when either is. */
export function anySignal(given: AbortSignal | undefined, own: AbortSignal): AbortSignal {
  return given === undefined ? own : AbortSignal.any([given, own]);
}
