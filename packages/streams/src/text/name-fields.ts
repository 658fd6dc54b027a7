/**
 * Fields of names, and how one counts on from that of the line before.
 *
 * A field ends with the first byte that is no letter or digit. Format: docs/format/sequence.md, "Name streams".
 */
import { equalBytes } from '@pmklc/core';
const LF = 10;
const ZERO = 0x30;
const NINE = 0x39;
/** Digits of a number at most. */
const MAX_DIGITS = 9;
/** The last field goes on to the end of the line, whatever is in it. */
export const LAST_FIELD = 255;

/** Whether `byte` is an ASCII letter or digit. */
function isWordByte(byte: number): boolean {
  const letter = byte | 0x20;
  return (byte >= ZERO && byte <= NINE) || (letter >= 0x61 && letter <= 0x7a);
}

/** Whether `byte` is the last of field number `field`. */
export function endsField(byte: number, field: number): boolean {
  return field < LAST_FIELD ? !isWordByte(byte) : byte === LF;
}

/** Start of the number that `bytes[start, end)` ends with; `end` if it ends with none. */
function numberStart(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && end - at < MAX_DIGITS && bytes[at - 1]! >= ZERO && bytes[at - 1]! <= NINE)
    at--;
  return at;
}

function numberIn(bytes: Uint8Array, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at++) number = 10 * number + bytes[at]! - ZERO;
  return number;
}

/**
 * The field `bytes[start, end)`, with `step` added to the number before its last byte.
 * @returns undefined if there is no number, or the sum has more than nine digits
 */
export function countOn(
  bytes: Uint8Array,
  start: number,
  end: number,
  step: number,
): Uint8Array | undefined {
  const first = numberStart(bytes, start, end - 1);
  const sum = numberIn(bytes, first, end - 1) + step;
  if (first === end - 1 || sum >= 10 ** MAX_DIGITS) return undefined;
  const isPadded = bytes[first] === ZERO;
  const digits = String(sum).padStart(isPadded ? end - 1 - first : 0, '0');
  const field = new Uint8Array(first - start + digits.length + 1);
  field.set(bytes.subarray(start, first));
  for (let i = 0; i < digits.length; i++) field[first - start + i] = digits.charCodeAt(i);
  field[field.length - 1] = bytes[end - 1]!;
  return field;
}

/**
 * Step from the number in `bytes[start, end)` to that in `field`, if the fields differ in nothing else.
 * @returns undefined if they do
 */
export function stepTo(
  bytes: Uint8Array,
  start: number,
  end: number,
  field: Uint8Array,
): number | undefined {
  const first = numberStart(bytes, start, end - 1);
  const last = field.length - 1;
  const own = first - start;
  if (first === end - 1 || own >= last || last - own > MAX_DIGITS) return undefined;
  if (numberStart(field, own, last) > own) return undefined;
  const step = numberIn(field, own, last) - numberIn(bytes, first, end - 1);
  const counted = countOn(bytes, start, end, step);
  return counted !== undefined && equalBytes(counted, field) ? step : undefined;
}
