/** Archives, their partitions, and the checks of what comes out: docs/format/README.md, "Container". */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { concat, Cursor, must } from './cursor.mjs';
import { readRecord } from './frames.mjs';
import { bytesOfFiles, filesOf } from './members.mjs';
import { readMessage } from './message.mjs';
import { decodePartition } from './partition.mjs';
import { ARCHIVE_HEADER, PARTITION_HEADER, TRAILER } from './schema.mjs';

const MAGIC = [0x9d, 0x50, 0x4d, 0x4b];
const VERSION = 1;

/**
 * The inputs of all archives in a file, joined; of collections, the bytes of their files.
 *
 * @param packs that they may name, by id
 */
export function decodeFile(bytes, packs = new Map()) {
  const cursor = new Cursor(bytes);
  const inputs = [];
  do inputs.push(decodeArchive(cursor, packs));
  while (!cursor.done);
  return concat(inputs);
}

function decodeArchive(cursor, packs) {
  const start = cursor.at;
  for (const byte of MAGIC) must(cursor.byte() === byte, 'an archive starts with the magic');
  must(cursor.byte() === VERSION, 'version 1 of the format');
  const parts = [];
  const shared = { kept: { snapshots: new Map(), bases: new Map() }, packs };
  let record = readRecord(cursor);
  if (record.kind === 'H') {
    refuseFeatures(record.content);
    record = readRecord(cursor);
  }
  let files;
  if (record.kind === 'M') {
    files = filesOf(record.content);
    record = readRecord(cursor);
  }
  for (; record.kind !== 'T'; record = readRecord(cursor)) {
    if (/[a-z]/.test(record.kind)) continue;
    must(record.kind === 'P', `a record of a known kind, not ${record.kind}`);
    parts.push({ start: record.start, input: unpack(record, parts.length, shared) });
  }
  const input = concat(parts.map((part) => part.input));
  checkTrailer(record, parts, input);
  checkEnd(cursor, cursor.at - start, cursor.at - record.start);
  return files === undefined ? input : concat(bytesOfFiles(files, input));
}

function refuseFeatures(content) {
  const { requiredFeatures } = readMessage(content, ARCHIVE_HEADER);
  must(content.length > 0, 'a header says something');
  if (requiredFeatures.length > 0) throw new Error(`unsupported features: ${requiredFeatures}`);
}

function unpack({ first, content }, index, shared) {
  const cursor = new Cursor(first);
  const header = readMessage(cursor.take(cursor.varint()), PARTITION_HEADER);
  must(header.index === index, 'partitions are numbered from 0');
  const rest = new Cursor(content, cursor.at);
  const streams = [];
  for (let i = 0; i < header.sideStreams.length; i += 3) {
    const [id, stored, unpacked] = header.sideStreams.slice(i, i + 3);
    streams.push({ id, packed: rest.take(stored), size: unpacked });
  }
  const input = decodePartition(header, streams, rest.rest(), shared);
  must(input.length === header.baseCount + header.otherBytes, 'the length of a partition');
  const { contentCrc } = header;
  must(contentCrc === undefined || contentCrc === crc32(input), 'the CRC-32 of a partition');
  return input;
}

function checkTrailer({ start, content }, parts, input) {
  const digest = createHash('sha256').update(input).digest().subarray(0, 16);
  must(digest.equals(content.subarray(0, 16)), 'the digest of the input');
  const { partitionBytes, inputBytes } = readMessage(content.subarray(16), TRAILER);
  const many = parts.length > 1 ? parts : [];
  const ends = [...many.slice(1).map((part) => part.start), start];
  const sizes = many.map((part, i) => ends[i] - part.start);
  must(`${partitionBytes}` === `${sizes}`, 'partition_bytes');
  must(`${inputBytes}` === `${many.map((part) => part.input.length)}`, 'input_bytes');
}

/** The end marker is compared with what it must be: read forwards, it would not say where it ends. */
function checkEnd(cursor, archiveBytes, trailerBytes) {
  const expected = [...reversedVarint(archiveBytes), ...reversedVarint(trailerBytes)];
  must(`${[...cursor.take(expected.length)]}` === `${expected}`, 'the end marker');
}

function reversedVarint(value) {
  const bytes = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest].reverse();
}
