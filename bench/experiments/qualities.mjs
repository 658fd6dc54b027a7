/**
 * Cost of qualities and names of a FASTQ file: as pmklc packs them, and what Brotli (quality 11, large
 * window) and xz (-9e) make of the very same streams. CPU seconds of packing and unpacking.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { packStream, unpackStream } from '@pmklc/streams';
import { splitBytes, STREAM_NAMES } from '@pmklc/sequence';
import { CORPUS, writeResult } from './common.mjs';

const FILE = 'illumina_rnaseq.fastq';
const BROTLI = {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LARGE_WINDOW]: 1,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_LARGE_MAX_WINDOW_BITS,
  },
};

const UNBROTLI = { params: { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 1 } };

/** Contents of streams, as the codec says them. */
const CONTENTS = { qualities: 'qualities', titles: 'names', 'plus lines': 'names' };

/** Packing of each method, and its unpacking; both take and give bytes. */
const METHODS = {
  pmklc: [
    (bytes, content) => packStream(bytes, { content }),
    (packed, rawBytes) => unpackStream(packed, rawBytes),
  ],
  brotli: [
    (bytes) => brotliCompressSync(bytes, BROTLI),
    (packed) => brotliDecompressSync(packed, UNBROTLI),
  ],
  xz: [(bytes) => xz(['-9e', '-c'], bytes), (packed) => xz(['-dc'], packed)],
};

function xz(args, input) {
  const { status, stdout, error } = spawnSync('xz', args, { input, maxBuffer: 2 ** 30 });
  if (status !== 0) throw error ?? new Error(`xz ${args.join(' ')}: exit ${status}`);
  return stdout;
}

/** CPU seconds of this process and of those that it waited for, from /proc: on Linux only. */
function cpuSeconds() {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
}

function timed(work) {
  const start = cpuSeconds();
  const result = work();
  return [result, Number((cpuSeconds() - start).toFixed(2))];
}

function measure(bytes, content, [pack, unpack]) {
  const [packed, packSeconds] = timed(() => pack(bytes, content));
  const [back, unpackSeconds] = timed(() => unpack(packed, bytes.length));
  if (Buffer.compare(back, bytes) !== 0) throw new Error('other bytes came back');
  return { bytes: packed.length, packSeconds, unpackSeconds };
}

const input = readFileSync(join(CORPUS, FILE));
const streams = splitBytes(input).streams.filter(({ bytes }) => bytes.length > 1000);
const rows = streams.map(({ id, bytes }) => ({
  stream: STREAM_NAMES[id],
  rawBytes: bytes.length,
  ...Object.fromEntries(
    Object.entries(METHODS).map(([name, method]) => [
      name,
      measure(bytes, CONTENTS[STREAM_NAMES[id]], method),
    ]),
  ),
}));
writeResult('qualities', { file: FILE, originalBytes: input.length, streams: rows });
