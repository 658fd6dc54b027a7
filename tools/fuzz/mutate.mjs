/** Small changes to bytes: flipped bits, edge values, pieces left out, repeated, or from elsewhere. */
import { concat } from '@pmklc/testing';

const EDGES = [0, 1, 2, 31, 32, 63, 64, 127, 128, 191, 192, 224, 225, 254, 255];
/** Varints: 2^32 - 1, 2^53 - 1, one that is not as short as possible, one that does not end. */
const VARINTS = ['ffffffff0f', 'ffffffffffffff0f', '8000', 'ffffffffffffffffffff01'];
const MOST_CHANGES = 6;
const LONGEST = 4096;

/**
 * @param other bytes that pieces may come from
 * @param random `randomInts` of a seed
 */
export function mutate(bytes, other, random) {
  let result = bytes;
  for (let i = random(MOST_CHANGES) + 1; i > 0; i--) {
    result = pick(CHANGES, random)(result, other, random);
  }
  return result.subarray(0, LONGEST);
}

const CHANGES = [
  flipBit,
  setByte,
  setByte,
  addToByte,
  leaveOut,
  insert,
  insertVarint,
  repeat,
  splice,
];

function flipBit(bytes, _, random) {
  return withByte(bytes, random, (byte) => byte ^ (1 << random(8)));
}

function setByte(bytes, _, random) {
  return withByte(bytes, random, () => pick(EDGES, random));
}

function addToByte(bytes, _, random) {
  return withByte(bytes, random, (byte) => byte + random(17) - 8);
}

function leaveOut(bytes, _, random) {
  const { start, end } = range(bytes, random);
  return replaced(bytes, start, end, new Uint8Array(0));
}

function insert(bytes, _, random) {
  const at = random(bytes.length + 1);
  const piece = Uint8Array.from({ length: random(8) + 1 }, () => random(256));
  return replaced(bytes, at, at, piece);
}

function insertVarint(bytes, _, random) {
  const at = random(bytes.length + 1);
  const replacedBytes = random(2);
  return replaced(bytes, at, at + replacedBytes, Buffer.from(pick(VARINTS, random), 'hex'));
}

function repeat(bytes, _, random) {
  const { start, end } = range(bytes, random);
  return replaced(bytes, end, end, bytes.subarray(start, end));
}

function splice(bytes, other, random) {
  const { start, end } = range(bytes, random);
  const piece = range(other, random);
  return replaced(bytes, start, end, other.subarray(piece.start, piece.end));
}

const pick = (items, random) => items[random(items.length)];

function withByte(bytes, random, change) {
  if (bytes.length === 0) return bytes;
  const result = bytes.slice();
  const at = random(bytes.length);
  result[at] = change(bytes[at]);
  return result;
}

/** A short range, or now and then a long one. */
function range(bytes, random) {
  const start = random(bytes.length + 1);
  const most = random(4) === 0 ? bytes.length - start : Math.min(bytes.length - start, 8);
  return { start, end: start + random(most + 1) };
}

function replaced(bytes, start, end, piece) {
  return concat(bytes.subarray(0, start), piece, bytes.subarray(end));
}
