/**
 * Lists of integers as bytes, in the code of `number-code.ts`.
 */
import { ByteBuffer, NumberReader, writeNumber } from '@pmklc/core';
import { NumberList } from './number-list.ts';
import type { ToggleRuns } from './toggle-runs.ts';

/** @param count how many of the numbers to write, from the first on; default all */
export function encodeNumbers(numbers: NumberList, count = numbers.length): Uint8Array {
  const buffer = new ByteBuffer(16);
  for (let i = 0; i < count; i++) writeNumber(buffer, numbers.at(i));
  return buffer.view();
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
  const reader = new NumberReader(bytes);
  while (reader.remaining > 0) numbers.push(reader.next());
  return numbers;
}
