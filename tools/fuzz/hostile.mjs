/**
 * Archives of about 1 kB whose headers lie: sizes that nothing stands behind, cycles, and messages
 * that are no canonical protobuf. All frames have the right checksums.
 */
import { brotliCompressSync } from 'node:zlib';
import { compress } from '@pmklc/codec';
import { configForLevel } from '@pmklc/models';
import { concat } from '@pmklc/testing';
import { assemble } from './framing.mjs';

const HEADER = 0x48;
const PARTITION = 0x50;
const CONTINUED = 128;
const CONTINUATION = 0x43;
const TRAILER = 0x54;
const RAW = 3;
const RAW_STREAM = 14;
const NOTHING = Buffer.alloc(0);
/** A trailer with the digest of no input. */
const END = [TRAILER, Buffer.alloc(16)];
const JUNK = Buffer.alloc(900, 0x5a);

/** Archives that are refused at once, or after little work. By name. */
export function lies() {
  return { ...sizes(), ...streams(), ...models(), ...messages(), ...records() };
}

/**
 * Archives that claim as much as the default limit of memory lets them: 1700 MiB and five bytes for each base. By name.
 */
export function largeModels() {
  const network = '40010100000101' + '08' + '08';
  const claim = (fields) => partition({ 3: 2 ** 26, 8: 1700, 9: 1, ...fields }, JUNK);
  return {
    '2^26 bases at level 6': claim({ 7: 6 }),
    '2^26 bases at level 9': claim({ 7: 9 }),
    'a network of 64 MiB': claim({ 7: 1, 10: Buffer.from(`00020100000001${network}`, 'hex') }),
  };
}

/** Six valid archives in a row, each of a few bases and a model of more than 1 GiB that they hardly touch. By name. */
export async function sparseModels() {
  const seed = { pattern: '110100110010101111', placeBits: 26 };
  const { pool, ...level } = configForLevel(1, 0);
  const model = { ...level, orders: [2, 11, 12], pool: { ...pool, seeds: [seed, seed] } };
  const archive = await compress(Buffer.from('ACGTTGCATTAGC'.repeat(20)), { model });
  return { 'six models of 1 GiB': Buffer.concat(Array(6).fill(archive)) };
}

/** Numbers of bases and bytes. */
function sizes() {
  const named = {};
  for (const claim of [2 ** 20, 2 ** 26, 2 ** 28, 2 ** 31, 2 ** 32, 2 ** 40, 2 ** 53 - 1]) {
    const bases = { 3: claim, 7: 1, 8: 1600, 9: 1 };
    named[`${claim} bases at level 1`] = partition(bases, JUNK);
    named[`${claim} other bytes`] = partition({ 2: RAW, 4: claim }, NOTHING);
  }
  return named;
}

/** Side streams that claim more, or unpack to more, than there is. */
function streams() {
  const bomb = Buffer.concat([Buffer.of(1), brotliCompressSync(Buffer.alloc(2 ** 26))]);
  const huge = Buffer.concat([Buffer.of(4 + 8 * 31), varint(2 ** 27), Buffer.alloc(600)]);
  const one = (bytes, stored, unpacked) =>
    partition({ 2: RAW, 4: unpacked, 6: packed([RAW_STREAM, stored, unpacked]) }, bytes);
  const many = Array.from({ length: 85 }, (_, id) => [id, 2 ** 40, 2 ** 40]).flat();
  return {
    'a stream that unpacks to 2^26 bytes, not 9': one(bomb, bomb.length, 9),
    'a modelled stream of 2^27 bytes, not 9': one(huge, huge.length, 9),
    'a stored stream of 2^40 bytes': one(NOTHING, 2 ** 40, 2 ** 40),
    'a stream of 2^30 bytes that is not there': one(NOTHING, 2 ** 29, 2 ** 30),
    'a stream of 2^30 bytes that unpacks to none': one(Buffer.of(0), 1, 2 ** 30),
    '85 streams of 2^40 bytes': partition({ 4: 9, 6: packed(many) }, NOTHING),
    '300 streams': partition({ 4: 9, 6: Buffer.alloc(900, 1) }, NOTHING),
  };
}

/** Configurations, and models that start from others. */
function models() {
  const with9 = (fields) => partition({ 3: 9, 7: 1, 9: 1, ...fields }, JUNK);
  const network = '40010100000101' + '08' + '8002';
  return {
    'networks of 8 GiB': with9({ 10: Buffer.from(`00020100000004${network.repeat(4)}`, 'hex') }),
    'a pool of 1 GiB': with9({ 10: Buffer.from('000201004002ff011aff011a140a0000', 'hex') }),
    '2^32-1 lanes': with9({ 11: 2 ** 32 - 1 }),
    '64 kinds of knowledge': with9({ 12: Buffer.alloc(64, 1) }),
    'the snapshot of itself': with9({ 13: 1, 14: 5 }),
    'the snapshot of partition -2^31': with9({ 13: 2 ** 31, 14: 5 }),
    'a snapshot after more bases than there are': with9({ 14: 2 ** 52 }),
    'memory of 2^32-1 MiB': with9({ 8: 2 ** 32 - 1 }),
    'two partitions that start from each other': archive(
      content({ 3: 9, 7: 1, 9: 1, 13: 1, 14: 9 }, JUNK.subarray(500)),
      content({ 1: 1, 3: 9, 7: 1, 9: 1, 13: 1, 14: 9 }, JUNK.subarray(500)),
      END,
    ),
  };
}

/** Messages that protobuf allows and this format does not. */
function messages() {
  const nested = (depth) => (depth === 0 ? Buffer.of(8, 1) : field(1, nested(depth - 1)));
  const bytes = {
    'a varint that does not end': Buffer.alloc(20, 0xff),
    'a negative number': Buffer.from('08ffffffffffffffffff01', 'hex'),
    'a number that is not as short as possible': Buffer.from('08818000', 'hex'),
    'a field given twice': Buffer.from('08010801', 'hex'),
    'fields that descend': Buffer.from('20071801', 'hex'),
    'a default that is given': Buffer.from('0800', 'hex'),
    'a field of the wrong type': Buffer.from('0d00000000', 'hex'),
    'groups in groups': Buffer.alloc(900, 0x0b),
    'a length that reaches beyond the message': Buffer.from('0affffffff0f', 'hex'),
    'the field 0': Buffer.from('0001', 'hex'),
    'messages in messages': nested(200),
  };
  const named = {};
  for (const [name, message] of Object.entries(bytes)) {
    const inPartition = [PARTITION, concat(varint(message.length), message)];
    named[`${name}, in a partition`] = archive(inPartition, END);
    named[`${name}, in the header`] = archive([HEADER, message], END);
    named[`${name}, in the trailer`] = archive([TRAILER, concat(Buffer.alloc(16), message)]);
  }
  return named;
}

/** Records that are too many, too long or in the wrong place. */
function records() {
  const repeated = (kind, bytes) => Array.from({ length: 150 }, () => [kind, bytes]);
  const trailer = (first, second) => [
    TRAILER,
    concat(Buffer.alloc(16), field(1, first), field(2, second)),
  ];
  const ones = Buffer.alloc(450, 1);
  const large = packed([2 ** 50, 2 ** 50]);
  return {
    'a trailer of 450 partitions that are not there': archive(trailer(ones, ones)),
    'a trailer of two partitions of 2^50 bytes': archive(trailer(large, large)),
    'records of a later version': archive(...repeated(0x7a, NOTHING), END),
    'a record that goes on and on': archive(
      [PARTITION + CONTINUED, Buffer.of(0)],
      ...repeated(CONTINUATION + CONTINUED, Buffer.of(1)),
    ),
    'a feature of the far future': archive([HEADER, field(1, packed([2 ** 31]))], END),
  };
}

function partition(fields, rest) {
  return archive(content(fields, rest), END);
}

/** A partition's record: the message, then what follows it. */
function content(fields, rest) {
  const message = concat(...Object.entries(fields).map(([number, value]) => field(number, value)));
  return [PARTITION, concat(varint(message.length), message, rest)];
}

function archive(...frames) {
  const loose = frames.flatMap(([kind, bytes]) => [
    Buffer.of(kind, bytes.length % 256, Math.floor(bytes.length / 256)),
    bytes,
  ]);
  return assemble(concat(...loose));
}

function field(number, value) {
  if (typeof value === 'number') return concat(varint(8 * number), varint(value));
  return concat(varint(8 * number + 2), varint(value.length), value);
}

function packed(numbers) {
  return concat(...numbers.map(varint));
}

function varint(value) {
  const bytes = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
}
