import { randomDna } from '@pmklc/testing';

const UNIT = 1e6;

/** Bases without pattern: a random megabyte, repeated. */
export function makeAscii(bytes) {
  const ascii = new Uint8Array(bytes);
  ascii.set(randomDna(Math.min(bytes, UNIT)));
  for (let at = UNIT; at < bytes; at += UNIT) ascii.copyWithin(at, 0, Math.min(UNIT, bytes - at));
  return ascii;
}
