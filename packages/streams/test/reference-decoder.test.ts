import { finishSteps } from '@pmklc/core';
import { expect, test } from 'vitest';
import { encodeModelled, STREAM_KINDS } from '../src/model-stream.ts';
import { PRIMER } from '../src/text/text-dictionary.ts';
import { bytesOf, randomInts } from '@pmklc/testing';
import { referenceDecode } from './reference-decoder.ts';

const random = randomInts(11);
const reads = Array.from({ length: 12 }, (_, i) => `SRR1.${98 + i} lane:${i % 3}/${random(2000)}`);
const INPUTS: [string, Uint8Array][] = [
  ['titles', bytesOf(reads.join('\n'))],
  ['blank and long lines', bytesOf(`\n\na\n${'ab,'.repeat(300)}\nab,ab;\n\n${'.'.repeat(300)}x`)],
  ['qualities', bytesOf(Array.from({ length: 9 }, () => 'IIIIHHGG##'.slice(random(8))).join('\n'))],
  ['numbers', Uint8Array.from({ length: 300 }, (_, i) => [5, 0x81, random(256), 0xc3][i % 4]!)],
  ['noise', Uint8Array.from({ length: 300 }, () => random(256))],
];

test.each(INPUTS)('%s are decoded by a decoder made from the document', (_name, bytes) => {
  const primer = new TextEncoder().encode(PRIMER);
  STREAM_KINDS.forEach((kind, i) => {
    const code = finishSteps(encodeModelled(bytes, kind));
    expect(referenceDecode(code, 2 + i, bytes.length, primer)).toEqual([...bytes]);
  });
});
