/**
 * Speed of split and join, and packed size of the side streams, of each file in a folder.
 *
 *   npx nx build sequence && node bench/packages/sequence.mjs FOLDER [repeats]
 *
 * Speeds are the fastest of `repeats` (default 5), in MB of input a second of CPU time.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { joinBlock, splitBytes } from '@pmklc/sequence';
import { packStream, unpackStream } from '@pmklc/streams';

const [folder, repeats = '5'] = process.argv.slice(2);

/** CPU seconds of the fastest of several calls, and the last result. */
function measure(work) {
  let [seconds, result] = [Infinity, undefined];
  for (let i = 0; i < Number(repeats); i++) {
    const start = process.cpuUsage().user;
    result = work();
    seconds = Math.min(seconds, (process.cpuUsage().user - start) / 1e6);
  }
  return { seconds, result };
}

const brotli = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_LGWIN]: 24 } }).length + 1;

console.log('file\tformat\tsplit MB/s\tjoin MB/s\tstreams [id, bytes, packed]\tpacked\tBrotli 11');
for (const name of readdirSync(folder)) {
  const bytes = new Uint8Array(readFileSync(`${folder}/${name}`));
  const split = measure(() => splitBytes(bytes));
  const join = measure(() => {
    let length = 0;
    for (const chunk of joinBlock(split.result)) length += chunk.length;
    return length;
  });
  const speed = ({ seconds }) => (bytes.length / 1e6 / seconds).toFixed(0);
  let [total, brotliTotal] = [0, 0];
  const streams = split.result.streams.map((stream) => {
    const packed = packStream(stream.bytes);
    if (Buffer.compare(unpackStream(packed, stream.bytes.length), stream.bytes) !== 0) {
      throw new Error(`stream ${stream.id} of ${name} is not unpacked as it was packed`);
    }
    total += packed.length;
    brotliTotal += brotli(stream.bytes);
    return [stream.id, stream.bytes.length, packed.length];
  });
  const columns = [name, split.result.format, speed(split), speed(join)];
  console.log([...columns, JSON.stringify(streams), total, brotliTotal].join('\t'));
}
