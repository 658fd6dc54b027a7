/**
 * Golden vectors of the container, put together byte by byte from docs/format/README.md: no package, no
 * protobuf library and no zlib takes part.
 *
 *   node tools/vectors/container.mjs            # writes packages/container/test/vectors.golden.json
 *   node tools/vectors/container.mjs --check    # exits 1 when that file would change
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const OUT = new URL('../../packages/container/test/vectors.golden.json', import.meta.url);

const ascii = (s) => [...s].map((c) => c.charCodeAt(0));
const hex = (bytes) => bytes.map((b) => b.toString(16).padStart(2, '0')).join('');

function varint(x) {
  const bytes = [];
  for (let rest = BigInt(x); ; rest >>= 7n) {
    if (rest < 128n) return [...bytes, Number(rest)];
    bytes.push(Number(rest & 127n) | 128);
  }
}

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

const little = (x) => [0, 8, 16, 24].map((shift) => (x >>> shift) & 255);

// Protobuf: a tag is the field's number times 8 plus the wire type.
const number = (field, x) => [...varint(field * 8), ...varint(x)];
const fixed = (field, x) => [...varint(field * 8 + 5), ...little(x)];
const bytes = (field, b) => [...varint(field * 8 + 2), ...varint(b.length), ...b];
const numbers = (field, xs) => bytes(field, xs.flatMap(varint));

function frame(kind, content) {
  const body = [kind, ...varint(content.length), ...content];
  return [...body, ...little(crc32(body))];
}

const PREAMBLE = [0x9d, ...ascii('PMK'), 1];

function partition(header, body) {
  return frame(ascii('P')[0], [...varint(header.length), ...header, ...body]);
}

/** Everything between preamble and trailer, closed by trailer and end marker. */
function archive(input, frames, index = []) {
  const digest = [...createHash('sha256').update(Uint8Array.from(input)).digest()].slice(0, 16);
  const trailer = frame(ascii('T')[0], [...digest, ...index]);
  const all = [...PREAMBLE, ...frames.flat(), ...trailer];
  const marker = [...varint(trailer.length), ...varint(all.length)].reverse();
  return hex([...all, ...marker]);
}

const TINY = ascii('>tiny\nACGTACGT\n');
const tinyHeader = (index) => [
  ...(index > 0 ? number(1, index) : []),
  ...number(3, 8), // bases
  ...number(4, 7), // other bytes
  ...fixed(5, crc32(TINY)),
  ...numbers(6, [1, 4, 5, 2, 1, 1]),
  ...number(7, 3), // level
];
const TINY_BODY = [...ascii('tiny'), 8, 0x1b, 0x1b];
const tiny = (index) => partition(tinyHeader(index), TINY_BODY);

const FULL_HEADER = [
  ...number(2, 1), // FASTQ
  ...number(3, 5_000_000_000),
  ...number(4, 7_000_000_000),
  ...fixed(5, 0),
  ...numbers(6, [300, 0, 1_000_000]),
  ...number(7, 9),
  ...number(8, 200), // MiB
  ...number(9, 2), // revision
  ...bytes(10, [1, 2, 3]),
  ...bytes(12, [0xaa]),
  ...bytes(12, [0xbb, 0xcc]),
  ...number(14, 250_000_000), // the state after so many bases is kept
  ...bytes(15, ascii('mine.js')),
  ...bytes(16, [0xde, 0xad]),
  ...number(17, 1), // bases are kept
];
const WARM_HEADER = [
  ...number(1, 1),
  ...number(2, 2), // plain
  ...number(3, 8192),
  ...fixed(5, 1),
  ...number(7, 1),
  ...number(11, 8), // lanes
  ...number(13, 1), // from the partition before
  ...number(18, 1), // copies from the partition before
  ...number(19, 1), // contexts learn from both strands
  ...numbers(20, [28, 300]), // reads of two lengths
];

const full = partition(FULL_HEADER, [0x80]);
const warm = partition(WARM_HEADER, []);

const TABLE = [...number(1, 2), ...numbers(2, [1, 5, 8, 2, 1, 1])];
const members = frame(ascii('M')[0], [...varint(TABLE.length), ...TABLE, ...ascii('names!')]);

const CASES = {
  'no partition': archive([], []),
  'one partition': archive(TINY, [tiny(0)]),
  'three partitions': archive(
    [...TINY, ...TINY, ...TINY],
    [tiny(0), tiny(1), tiny(2)],
    [
      ...numbers(
        1,
        [0, 1, 2].map((i) => tiny(i).length),
      ),
      ...numbers(2, [15, 15, 15]),
    ],
  ),
  'two members': archive(TINY, [members, tiny(0)]),
  'every field': archive(
    [],
    [full, warm],
    [...numbers(1, [full.length, warm.length]), ...numbers(2, [12_000_000_000, 8192])],
  ),
};

const text = `${JSON.stringify(CASES, null, 2)}\n`;
if (process.argv.includes('--check')) {
  if (readFileSync(OUT, 'utf8') !== text) {
    console.error('vectors.golden.json is not what tools/vectors/container.mjs writes');
    process.exitCode = 1;
  }
} else {
  writeFileSync(OUT, text);
}
