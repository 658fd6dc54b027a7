/** Lines of qualities: docs/format/sequence.md, "Quality streams". */
import { BitDecoder } from './bit-decoder.mjs';
import { must } from '../container/cursor.mjs';
import { LearnedBits, numberReader, plainNumber } from './plain-bits.mjs';
import { QualityModel } from './quality-model.mjs';
import { readTree } from './quality-tree.mjs';

const LF = 10;

/** Decodes a stream of `size` bytes. */
export function decodeQualities(size, code) {
  const decoder = new BitDecoder(code);
  const slotBits = 10 + plainNumber(decoder, 4);
  must(slotBits <= 20, 'a model has at most 2^20 slots');
  const model = new QualityModel(decoder, readTree(decoder), slotBits);
  const nextLength = lengthReader(decoder);
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size;) {
    const end = at + nextLength();
    must(end <= size, 'a line fits in its stream');
    model.beginLine();
    while (at < end) bytes[at++] = model.next();
    if (at < size) bytes[at++] = LF;
  }
  decoder.finish();
  return bytes;
}

/** A function that decodes the length of the next line. */
function lengthReader(decoder) {
  const same = new LearnedBits(decoder, 2);
  const nextNumber = numberReader(decoder);
  let [isSame, length] = [0, 0];
  return () => {
    isSame = same.bit(isSame);
    if (isSame === 0) length = nextNumber();
    return length;
  };
}
