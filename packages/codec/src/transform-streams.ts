/**
 * `compressStream` and `decompressStream` as WHATWG transform streams, for `pipeThrough`.
 */
import { anySignal } from './flow/abortable.ts';
import { checkCodingOptions, checkCompressOptions } from './check-options.ts';
import { compressStream } from './compress.ts';
import { decompressStream } from './decompress.ts';
import type { CompressOptions, DecompressOptions } from './options.ts';

/** Pair of streams that `pipeThrough` takes: bytes are written to one side, and others read from the other. */
export interface ByteTransform {
  readonly writable: WritableStream<Uint8Array>;
  readonly readable: ReadableStream<Uint8Array>;
}

/**
 * Packs what is written to it. Nothing is done before somebody reads, and no more is taken than reading asks for. An
 * error, an abort of either side and the signal end both sides with their reason.
 *
 * @throws as `compress`, for bad options at once
 */
export function compressTransform(options: CompressOptions = {}): ByteTransform {
  checkCompressOptions(options);
  return through(options, (input, signal) => compressStream(input, { ...options, signal }));
}

/**
 * Unpacks what is written to it. **What is read is to be trusted only when the stream ends without an error**, see
 * `decompressStream`.
 *
 * @throws as `decompress`, for bad options at once
 */
export function decompressTransform(options: DecompressOptions = {}): ByteTransform {
  checkCodingOptions(options);
  return through(options, (input, signal) => decompressStream(input, { ...options, signal }));
}

type Code = (input: AsyncIterable<Uint8Array>, signal: AbortSignal) => AsyncGenerator<Uint8Array>;

function through({ signal: given }: Pick<DecompressOptions, 'signal'>, code: Code): ByteTransform {
  const stop = new AbortController();
  const signal = anySignal(given, stop.signal);
  // One chunk waits here at most: what is not asked for stays where it is.
  const { readable: input, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const reader = input.getReader();
  const chunks = code(chunksOf(reader), signal);
  // An abort of the writing side while nothing is read from it, for a partition is coded.
  reader.closed.catch((reason: unknown) => stop.abort(reason));
  let onAbort: (() => void) | undefined;
  const end = async (reason: unknown): Promise<void> => {
    signal.removeEventListener('abort', onAbort!);
    stop.abort(reason);
    await reader.cancel(reason).catch(() => {});
    await chunks.return(undefined).catch(() => {});
  };
  const readable = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        onAbort = () => {
          controller.error(signal.reason);
          void end(signal.reason);
        };
        if (signal.aborted) onAbort();
        else signal.addEventListener('abort', onAbort, { once: true });
      },
      async pull(controller) {
        try {
          const { done, value } = await chunks.next();
          if (!done) return controller.enqueue(value);
          signal.removeEventListener('abort', onAbort!);
          controller.close();
        } catch (error) {
          await end(error);
          throw error;
        }
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
  return { writable, readable };
}

async function* chunksOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
