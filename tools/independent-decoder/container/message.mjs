/** Protobuf messages in canonical form: docs/format/README.md, "Messages". */
import { Cursor, must } from './cursor.mjs';

const VARINT = 0;
const BYTES = 2;
const FIXED32 = 5;
const WIRE_TYPES = { integer: VARINT, fixed32: FIXED32, packed: BYTES, bytes: BYTES, list: BYTES };

/**
 * Fields of a message by name. `schema` lists, by field number, name and kind: `integer`, `fixed32`
 * (undefined when absent), `packed` (integers), `bytes`, and `list` (of bytes).
 */
export function readMessage(bytes, schema) {
  const message = defaults(schema);
  const cursor = new Cursor(bytes);
  let last = 0;
  while (!cursor.done) {
    const key = cursor.varint();
    const number = Math.floor(key / 8);
    const wireType = key % 8;
    const field = schema[number];
    must(number > last || (number === last && field?.kind === 'list'), 'fields ascend');
    last = number;
    const value = readValue(cursor, wireType);
    if (field === undefined) continue;
    must(wireType === WIRE_TYPES[field.kind], `field ${number} has its type`);
    store(message, field, value);
  }
  return message;
}

function defaults(schema) {
  const absent = {
    integer: () => 0,
    fixed32: () => undefined,
    packed: () => [],
    bytes: () => new Uint8Array(0),
    list: () => [],
  };
  return Object.fromEntries(Object.values(schema).map(({ name, kind }) => [name, absent[kind]()]));
}

function readValue(cursor, wireType) {
  if (wireType === VARINT) return cursor.varint();
  if (wireType === FIXED32) return cursor.u32();
  must(wireType === BYTES, 'a wire type of proto3 that canonical messages use');
  return cursor.take(cursor.varint());
}

function store(message, { name, kind }, value) {
  if (kind === 'list') {
    message[name].push(value);
    return;
  }
  must(kind === 'fixed32' || (value !== 0 && value.length !== 0), 'defaults are left out');
  message[name] = kind === 'packed' ? integers(value) : value;
}

function integers(bytes) {
  const cursor = new Cursor(bytes);
  const numbers = [];
  while (!cursor.done) numbers.push(cursor.varint());
  return numbers;
}
