/** The files of a collection: docs/format/README.md, "Members". */
import { Cursor, must } from './cursor.mjs';
import { readMessage } from './message.mjs';
import { MEMBER_TABLE } from './schema.mjs';
import { unpackStream } from '../streams/packed-stream.mjs';

const NAMES = 1;
const MODES = 2;
const SIZES = 4;
const GROUPS = 5;

/** The files in the order of their bytes: name, bytes, and bytes that they take in the input. */
export function filesOf(content) {
  const cursor = new Cursor(content);
  const { count, columns } = readMessage(cursor.take(cursor.varint()), MEMBER_TABLE);
  const lines = new Map();
  for (let i = 0; i < columns.length; i += 3) {
    const [id, stored, unpacked] = columns.slice(i, i + 3);
    const raw = unpackStream(cursor.take(stored));
    must(!lines.has(id) && raw.length === unpacked, 'a column as it was announced');
    lines.set(id, Buffer.from(raw).toString().split('\n').slice(0, -1));
  }
  must(cursor.done, 'nothing follows the columns');
  const names = lines.get(NAMES) ?? [];
  const modes = lines.get(MODES) ?? [];
  must(names.length === count && modes.length === count, 'a line for each member');
  const files = names.filter((_, i) => modes[i][0] === 'f');
  const sizes = lines.get(SIZES) ?? [];
  const groups = lines.get(GROUPS) ?? files.map(() => '0');
  must(sizes.length === files.length && groups.length === files.length, 'a line for each file');
  return files
    .map((name, i) => ({ name, group: Number(groups[i]), ...sizeOf(sizes[i]) }))
    .sort((a, b) => a.group - b.group);
}

function sizeOf(line) {
  const hasLineEnd = line.endsWith('+');
  const size = Number(hasLineEnd ? line.slice(0, -1) : line);
  return { size, taken: size + (hasLineEnd ? 1 : 0) };
}

/** The bytes of the files, without what only their input has. */
export function bytesOfFiles(files, input) {
  const parts = [];
  let at = 0;
  for (const { size, taken } of files) {
    parts.push(input.subarray(at, at + size));
    at += taken;
  }
  must(at === input.length, 'the files are all of the input');
  return parts;
}
