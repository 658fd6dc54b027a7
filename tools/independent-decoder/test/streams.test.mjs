/** The decoder that was written from the document decodes what each model of side streams writes. */
import { expect, test } from 'vitest';
import { packStream } from '@pmklc/streams';
import { QUALITIES, ROW_LAYOUTS, STREAMS } from '../../../packages/streams/test/inputs.ts';
import { STREAM_KINDS } from '../../../packages/streams/src/model-stream.ts';
import { chooseTree } from '../../../packages/streams/src/qualities/quality-tree.ts';
import { findRepeatedLines } from '../../../packages/streams/src/qualities/repeated-lines.ts';
import { referenceCoder } from '../../../packages/streams/src/stream-coder.ts';
import { decodeNames } from '../streams/name-stream.mjs';
import { decodeModelled, decodeRows, unpackStream } from '../streams/packed-stream.mjs';
import { decodeQualities } from '../streams/quality-stream.mjs';
import { isEqual } from './support.mjs';

const METHODS = { primed: 2, text: 3, table1: 5, table2: 6, table3: 7 };

test.each(STREAMS)('it decodes %s, whatever they are modelled as', (_, bytes) => {
  for (const kind of STREAM_KINDS) {
    const code = referenceCoder.encodeModelled(bytes, kind);
    expect(isEqual(decodeModelled(METHODS[kind], bytes.length, code), bytes)).toBe(true);
  }
});

test.each(STREAMS)('it decodes %s as names', (_, bytes) => {
  const code = referenceCoder.encodeNames(bytes);
  expect(isEqual(decodeNames(bytes.length, code), bytes)).toBe(true);
});

test.each(STREAMS)('it decodes %s as rows', (_, bytes) => {
  for (const layout of ROW_LAYOUTS) {
    const code = referenceCoder.encodeRows(bytes, layout);
    const decoded = decodeRows(bytes.length, layout.width, layout.first, code);
    expect(isEqual(decoded, bytes)).toBe(true);
  }
});

test.each(QUALITIES)('it decodes %s as qualities', (_, bytes) => {
  const histogram = new Uint32Array(256);
  for (const byte of bytes) histogram[byte]++;
  const code = referenceCoder.encodeQualities(bytes, { tree: chooseTree(histogram), slotBits: 12 });
  expect(isEqual(decodeQualities(bytes.length, code), bytes)).toBe(true);
});

test('it decodes lines of qualities that are copied', () => {
  const line = (i) =>
    String.fromCharCode(...Array.from({ length: 40 }, (_, n) => 50 + ((n * i) % 37)));
  const lines = Array.from({ length: 90 }, (_, i) => line(i % 2 === 0 ? i : i % 12));
  const bytes = Buffer.from(lines.join('\n'));
  const copies = findRepeatedLines(bytes, lines.length);
  expect(copies.some((distance) => distance > 0)).toBe(true);
  const histogram = new Uint32Array(256);
  for (const byte of bytes) histogram[byte]++;
  const plan = { tree: chooseTree(histogram), slotBits: 12, copies };
  const code = referenceCoder.encodeQualities(bytes, plan);
  expect(isEqual(decodeQualities(bytes.length, code), bytes)).toBe(true);
});

test.each(STREAMS)('it unpacks %s', (_, bytes) => {
  for (const content of ['qualities', 'names', 'numbers', 'anything']) {
    expect(isEqual(unpackStream(packStream(bytes, { content })), bytes)).toBe(true);
  }
});
