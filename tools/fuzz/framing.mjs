/**
 * Frames without checksums, as fuzzing needs them: a change then reaches what the checksum guards.
 *
 * A frame is its kind, the length of its content in two bytes, and the content. A trailer ends an
 * archive.
 */
import { crc32 } from '@pmklc/container';
import { concat } from '@pmklc/testing';

const PREAMBLE = Buffer.from('9d504d4b01', 'hex');
const TRAILER = 0x54;

/** The archives made of such frames, with checksums and end markers that are right. */
export function assemble(bytes) {
  const archives = [];
  let archive = [PREAMBLE];
  for (const frame of loose(bytes)) {
    archive.push(seal(frame));
    if (frame.kind !== TRAILER) continue;
    archives.push(...archive, endMarker(archive));
    archive = [PREAMBLE];
  }
  return Buffer.concat(
    archive.length > 1 || archives.length === 0 ? [...archives, ...archive] : archives,
  );
}

/** The frames of an archive, without checksums. */
export function disassemble(archive) {
  const frames = [];
  let at = PREAMBLE.length;
  for (let kind = 0; kind !== TRAILER;) {
    kind = archive[at];
    const { value: length, end } = readVarint(archive, at + 1);
    const head = Buffer.from([kind, length % 256, Math.floor(length / 256)]);
    frames.push(head, archive.subarray(end, end + length));
    at = end + length + 4;
  }
  return concat(...frames);
}

function loose(bytes) {
  const frames = [];
  for (let at = 0; at + 3 <= bytes.length;) {
    const start = at + 3;
    const end = Math.min(bytes.length, start + bytes[at + 1] + 256 * bytes[at + 2]);
    frames.push({ kind: bytes[at], content: bytes.subarray(start, end) });
    at = end;
  }
  return frames;
}

function seal({ kind, content }) {
  const frame = Buffer.concat([Buffer.from([kind, ...varint(content.length)]), content]);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32LE(crc32(frame));
  return Buffer.concat([frame, checksum]);
}

function endMarker(parts) {
  const bytes = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.from([...varint(bytes).reverse(), ...varint(parts.at(-1).length).reverse()]);
}

function varint(value) {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

function readVarint(bytes, start) {
  let value = 0;
  let at = start;
  for (let unit = 1; ; unit *= 128) {
    value += (bytes[at] & 127) * unit;
    if (bytes[at++] < 128) return { value, end: at };
  }
}
