/** What both suites of the independent decoder need. */
import { readFileSync } from 'node:fs';
import { compress } from '@pmklc/codec';
import { decodeFile } from '../archive.mjs';

const ROOT = new URL('../../../', import.meta.url);

export function fileOf(path) {
  return new Uint8Array(readFileSync(new URL(path, ROOT)));
}

/** Whether the independent decoder, which has no knowledge, gives back what this build packed. */
export async function agrees(input, options) {
  return isEqual(decodeFile(await compress(input, { ...options, select: 'none' })), input);
}

/** Far faster than the assertion of a test runner. */
export function isEqual(a, b) {
  return Buffer.compare(a, b) === 0;
}
