/**
 * `--gunzip`: gzip and bgzip input, of any number of members, unpacked on the way in.
 */
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

const MAGIC = [0x1f, 0x8b] as const;
const CHUNK_BYTES = 2 ** 18;

/** Whether data that starts so is in gzip's format, of which bgzip's is a kind. */
export function isGzip(start: Uint8Array): boolean {
  return MAGIC.every((byte, i) => start[i] === byte);
}

/**
 * The unpacked bytes; other data as it is.
 * @throws an error of zlib when the data is damaged or cut short, or something else follows it
 */
export async function* gunzipped(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  const start = await readStart(chunks);
  const whole = continued(start, chunks);
  if (!isGzip(start)) {
    yield* whole;
    return;
  }
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // Errors are thrown by the loop below.
  pipeline(whole, gunzip, () => {});
  for await (const chunk of gunzip) yield chunk as Uint8Array;
}

/** The first bytes of data: at least two, unless there are fewer. */
async function readStart(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let start: Uint8Array = new Uint8Array(0);
  while (start.length < MAGIC.length) {
    const { done, value } = await chunks.next();
    if (done) break;
    start = Buffer.concat([start, value]);
  }
  return start;
}

async function* continued(
  start: Uint8Array,
  chunks: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    if (start.length > 0) yield start;
    for (let next; !(next = await chunks.next()).done;) yield next.value;
  } finally {
    await chunks.return?.();
  }
}
