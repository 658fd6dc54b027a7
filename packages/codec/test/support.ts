/** Inputs and small tools of the suite. */
import { readdirSync, readFileSync } from 'node:fs';
import { readArchives } from '@pmklc/container';
import type { PmklcErrorCode } from '@pmklc/core';
import { PmklcError } from '@pmklc/core';

const TESTDATA = new URL('../../../testdata/', import.meta.url);

/** How what has nothing to do with levels or knowledge is packed. */
export const FAST = { level: 1, knowledge: { select: 'none' } } as const;

/** One of the real files in the repository, or its start. */
export function testdata(name: string, maxBytes = Infinity): Uint8Array {
  return new Uint8Array(readFileSync(new URL(name, TESTDATA))).subarray(0, maxBytes);
}

/** Names of all of them. */
export const TESTDATA_NAMES = readdirSync(TESTDATA).filter((name) => name !== 'README.md');

export const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

/** `bytes` in chunks of so many bytes. */
export async function* chunked(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.slice(from, from + size);
}

/** The code of the PmklcError that the promise is rejected with; anything else fails the test. */
export async function codeOf(promise: Promise<unknown>): Promise<PmklcErrorCode> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof PmklcError) return error.code;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** The headers of all partitions. */
export async function headersOf(archive: Uint8Array) {
  const headers = [];
  for await (const reader of readArchives(archive)) {
    for await (const { header } of reader.partitions()) headers.push(header);
  }
  return headers;
}
