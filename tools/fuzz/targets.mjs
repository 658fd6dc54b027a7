/**
 * Targets of fuzzing. A target takes any bytes and must come back, or throw a PmklcError; its seeds
 * are valid inputs to start from.
 */
import { compress, decompress, inspectArchive } from '@pmklc/codec';
import { readArchives, readIndex, readPartition } from '@pmklc/container';
import { decodeConfig } from '@pmklc/models';
import { joinBlock, splitBytes } from '@pmklc/sequence';
import { packStream, unpackStream } from '@pmklc/streams';
import { concat } from '@pmklc/testing';
import { assemble, disassemble } from './framing.mjs';

const MEMORY_LIMIT_BYTES = 72 * 2 ** 20;
const FORMATS = ['fasta', 'fastq', 'plain', 'raw'];

const TEXTS = [
  '',
  '>a\nACGTACGTACGTAACC\nACGT\n>b c\nACGTNNNNACGTnnacgtRYK\n',
  ';x\r\nACGU\r\n\r\nACGUACGU\r\n',
  'ACGTACGTTTGACCA',
  '@r1 1\nACGTN\n+\nIIII#\n@r1 2\nACNTA\n+r1 2\nII#II\nisland\n',
  '>p\nMKVLAAGIVALLLSACNNN\n',
  'It was the best of times, it was the worst of times.\n'.repeat(3),
].map((text) => new TextEncoder().encode(text));

const QUALITIES = new TextEncoder().encode('IIIIHHHGGFFE?:5#\nIIIIIHHHGGGFE:4##\n'.repeat(4));
/** Fields that count on, and fields that do not. */
const NAMES = new TextEncoder().encode(
  '@A1:2:1101:9:99 1:N:0\n@A1:2:1101:12:104 1:N:0\n'.repeat(3),
);
/** Rows of three numbers. */
const ROWS = Uint8Array.from({ length: 90 }, (_, i) => [i & 3, 0x81, (7 * i) & 63][i % 3]);

/** Every part of a model, each as small as it can be: a decode takes under a millisecond. */
export const SMALL_MODEL = decodeConfig(
  Buffer.from(
    '0306212004 01ff0108 140a 010102 01109003780200 01010204 0208'.replaceAll(' ', ''),
    'hex',
  ),
);

export const TARGETS = {
  /** Any bytes as a file: read from the front, and from the end. */
  container: {
    seeds: () => Promise.all(TEXTS.map((text) => pack(text))),
    async run(bytes) {
      await settle(readFromFront(bytes));
      await readFromEnd(bytes);
    },
  },
  /** Frames with valid checksums: all that is behind them, up to the digest. */
  decoder: {
    seeds: async () => (await Promise.all(TEXTS.map((text) => pack(text)))).map(disassemble),
    async run(bytes) {
      const archive = assemble(bytes);
      await settle(readFromEnd(archive));
      await decompress(archive, { engine: 'reference', memoryLimitBytes: MEMORY_LIMIT_BYTES });
    },
  },
  /** Archives in the WebAssembly engine, which must say the same as the reference. */
  engines: {
    seeds: async () => (await Promise.all(TEXTS.map((text) => pack(text)))).map(disassemble),
    async run(bytes) {
      const archive = assemble(bytes);
      const options = { memoryLimitBytes: MEMORY_LIMIT_BYTES };
      const [wasm, reference] = await Promise.all([
        outcome(decompress(archive, { ...options, engine: 'wasm' })),
        outcome(decompress(archive, { ...options, engine: 'reference' })),
      ]);
      if (wasm !== reference) throw new Error(`wasm: ${wasm}, reference: ${reference}`);
    },
  },
  /** Archives, inspected: what can be unpacked can be, and its parts add up. */
  inspector: {
    seeds: async () => (await Promise.all(TEXTS.map((text) => pack(text)))).map(disassemble),
    async run(bytes) {
      const archive = assemble(bytes);
      const options = { engine: 'reference', memoryLimitBytes: MEMORY_LIMIT_BYTES };
      const { length } = await decompress(archive, options);
      const found = await inspectArchive(archive, { ...options, maxBins: 16, maxRecords: 2 });
      const bases = found.profile.bases.reduce((sum, count) => sum + count, 0);
      if (found.originalBytes !== length || bases !== found.bases) {
        throw new Error(`${found.originalBytes} bytes and ${bases} bases were inspected`);
      }
    },
  },
  /** Blocks: a format, a number of bases, bytes of the block, and side streams. */
  join: {
    seeds: () => TEXTS.map((text) => flatten(splitBytes(text))),
    run(bytes) {
      const block = unflatten(bytes);
      let length = 0;
      for (const chunk of joinBlock(block)) length += chunk.length;
      if (length !== block.inputBytes) throw new Error(`${length} bytes, not ${block.inputBytes}`);
    },
  },
  /** Packed side streams of any method. */
  streams: {
    seeds: () => [
      ...[...TEXTS, NAMES].flatMap((text) => [packedSeed(text, 'names'), packedSeed(text)]),
      packedSeed(QUALITIES, 'qualities'),
      packedSeed(ROWS, 'numbers'),
    ],
    run(bytes) {
      unpackStream(bytes.subarray(1), 4 * (bytes[0] ?? 0));
    },
  },
};

function pack(text) {
  return compress(text, { model: SMALL_MODEL, level: 1 });
}

async function readFromFront(bytes) {
  for await (const archive of readArchives(bytes, { memoryLimitBytes: MEMORY_LIMIT_BYTES })) {
    for await (const partition of archive.partitions()) await partition.readPayload();
  }
}

async function readFromEnd(bytes) {
  const source = {
    size: bytes.length,
    read: (offset, length) => {
      if (offset < 0 || offset + length > bytes.length) throw new Error('a read outside the file');
      return bytes.subarray(offset, offset + length);
    },
  };
  for (const { partitions } of await readIndex(source)) {
    for (const location of partitions) await readPartition(source, location);
  }
}

/** Lets a second reading follow when the first refuses the input. */
async function settle(promise) {
  await outcome(promise);
}

/** Outcome, as text that can be compared. */
async function outcome(promise) {
  try {
    return `bytes ${Buffer.from((await promise) ?? []).toString('hex')}`;
  } catch (error) {
    if (error?.name !== 'PmklcError') throw error;
    return error.code;
  }
}

/** Format, bases, bytes, streams; counts and lengths in one or two bytes. */
function flatten({ format, inputBytes, bases, streams }) {
  const parts = [Buffer.from([FORMATS.indexOf(format), bases.length, inputBytes]), bases];
  for (const { id, bytes } of streams) parts.push(Buffer.from([id, bytes.length]), bytes);
  return concat(...parts);
}

function unflatten(bytes) {
  const [format = 0, baseCount = 0, inputBytes = 0] = bytes;
  const bases = bytes.slice(3, 3 + baseCount).map((byte) => byte & 3);
  const streams = new Map();
  for (let at = 3 + baseCount; at + 2 <= bytes.length;) {
    const end = at + 2 + bytes[at + 1];
    streams.set(bytes[at], { id: bytes[at], bytes: bytes.subarray(at + 2, end) });
    at = end;
  }
  return {
    format: FORMATS[format % 4],
    inputBytes,
    bases,
    streams: [...streams.values()].sort((a, b) => a.id - b.id),
  };
}

function packedSeed(bytes, content) {
  const packed = packStream(bytes, content && { content });
  return Buffer.concat([Buffer.from([Math.ceil(bytes.length / 4)]), packed]);
}
