/**
 * Lists of integers as bytes: one varint each.
 */
import { ByteReader, ByteWriter, PmklcError } from '@pmklc/core';
import { NumberList } from './number-list.ts';
import type { ToggleRuns } from './toggle-runs.ts';

const MAX_NUMBER = 2 ** 32 - 1;

/** @param count how many of the numbers to write, from the first on; default all */
export function encodeNumbers(numbers: NumberList, count = numbers.length): Uint8Array {
  const writer = new ByteWriter();
  for (let i = 0; i < count; i++) writer.varint(numbers.at(i));
  return writer.toUint8Array();
}

/** The run lengths, or undefined when there is only the first, open run. */
export function encodeToggles(toggles: ToggleRuns): Uint8Array | undefined {
  return toggles.lengths.length > 0 ? encodeNumbers(toggles.lengths) : undefined;
}

/**
 * Reads numbers until the end; an absent section is an empty list.
 * @throws PmklcError `truncated` or `corrupt`
 */
export function decodeNumbers(bytes: Uint8Array | undefined): NumberList {
  const numbers = new NumberList();
  if (bytes === undefined) return numbers;
  const reader = new ByteReader(bytes);
  while (reader.remaining > 0) numbers.push(readNumber(reader));
  return numbers;
}

/**
 * Reads one number that fits 32 bits, as all counts in a block do.
 * @throws PmklcError `truncated` or `corrupt`
 */
export function readNumber(reader: ByteReader): number {
  const value = reader.varint();
  if (value > MAX_NUMBER)
    throw new PmklcError('corrupt', `${value} is too large for a side stream`);
  return value;
}
