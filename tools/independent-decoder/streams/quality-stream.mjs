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
  const hasCopies = plainNumber(decoder, 1) === 1;
  const areMates = plainNumber(decoder, 1) === 1;
  const model = new QualityModel(decoder, readTree(decoder), slotBits);
  const nextLength = lengthReader(decoder);
  const nextCopied = hasCopies ? copyReader(decoder) : () => 0;
  const bytes = new Uint8Array(size);
  const lines = [];
  for (let at = 0; at < size;) {
    const start = at;
    const distance = nextCopied(lines.length);
    const copied = distance > 0 ? lines.at(-distance) : undefined;
    const end = at + (copied?.length ?? nextLength());
    must(end <= size, 'a line fits in its stream');
    if (copied) bytes.set(copied, at);
    else model.beginLine(areMates ? lines.length % 2 : 0);
    while (!copied && at < end) bytes[at++] = model.next();
    at = end;
    lines.push(bytes.subarray(start, end));
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

/** A function that decodes how many lines back the line is that the next one is a copy of; 0: it is none. */
function copyReader(decoder) {
  const [isCopy, isSame] = [new LearnedBits(decoder, 3), new LearnedBits(decoder, 3)];
  const nextNumber = numberReader(decoder);
  let [kind, distance] = [0, 0];
  return (lines) => {
    const last = kind;
    kind = 0;
    if (isCopy.bit(last) === 0) return 0;
    kind = isSame.bit(last) === 1 ? 2 : 1;
    if (kind === 1) distance = nextNumber() + 1;
    must(distance > 0 && distance <= lines, 'a copied line is there');
    return distance;
  };
}
