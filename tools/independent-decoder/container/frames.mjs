/** Frames and the records made of them: docs/format/README.md, "Frames". */
import { crc32 } from 'node:zlib';
import { concat, must } from './cursor.mjs';

const MORE = 128;

/** The record at the cursor: its kind as a letter, the content of its frames, and where it starts. */
export function readRecord(cursor) {
  const start = cursor.at;
  const first = readFrame(cursor);
  const contents = [first.content];
  for (let frame = first; frame.more;) {
    frame = readFrame(cursor);
    must(frame.kind === 'C' && frame.content.length > 0, 'a record goes on with C');
    contents.push(frame.content);
  }
  return { kind: first.kind, start, first: first.content, content: concat(contents) };
}

function readFrame(cursor) {
  const start = cursor.at;
  const kind = cursor.byte();
  const length = cursor.varint();
  must(length <= 2 ** 24, 'a frame has at most 2^24 bytes');
  const content = cursor.take(length);
  const checked = cursor.bytes.subarray(start, cursor.at);
  must(crc32(checked) === cursor.u32(), 'the CRC-32 of a frame');
  return { kind: String.fromCharCode(kind % MORE), more: kind >= MORE, content };
}
