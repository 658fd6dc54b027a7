/**
 * The first five bytes of an archive, and what to tell people whose file starts otherwise.
 */
import { PmklcError, toHex } from '@pmklc/core';
import { FORMAT_VERSION, MAGIC } from './format.ts';

/** Magic and version. */
export const PREAMBLE_BYTES = MAGIC.length + 1;

/** First bytes of files that people pack or unpack by mistake. */
const KNOWN_FILES: readonly [string, string][] = [
  ['1f8b', 'a gzip file'],
  ['425a68', 'a bzip2 file'],
  ['fd377a585a', 'an xz file'],
  ['28b52ffd', 'a zstd file'],
  ['504b0304', 'a zip file'],
  ['01f9ec', 'a NAF file'],
  ['3e', 'a FASTA file'],
  ['40', 'a FASTQ file'],
];

/** The preamble of the archives that this code writes. */
export function encodePreamble(): Uint8Array {
  return Uint8Array.of(...MAGIC, FORMAT_VERSION);
}

/**
 * @param bytes the first `PREAMBLE_BYTES` of the file, or all that it has
 * @returns the version of the format
 * @throws PmklcError `truncated` when the file ends inside, `bad-magic` when it is something else,
 *   `unsupported-version` when a newer pmklc made it
 */
export function decodePreamble(bytes: Uint8Array): number {
  if (bytes.length === 0) {
    throw new PmklcError('truncated', 'the input is empty: a pmklc archive has at least 29 bytes');
  }
  if (!startsLikeArchive(bytes)) {
    throw new PmklcError('bad-magic', `this is not a pmklc archive${hint(bytes)}`);
  }
  const version = bytes[MAGIC.length];
  if (version === undefined) {
    throw new PmklcError('truncated', `the archive ends after ${bytes.length} bytes`);
  }
  if (version > FORMAT_VERSION) {
    throw new PmklcError(
      'unsupported-version',
      `made by pmklc format ${version} or newer; this one reads up to format ${FORMAT_VERSION}`,
    );
  }
  if (version === 0) throw new PmklcError('corrupt', 'the archive has format version 0');
  return version;
}

/** Whether these bytes, of which there may be too few, agree with the magic. */
export function startsLikeArchive(bytes: Uint8Array): boolean {
  return bytes.subarray(0, MAGIC.length).every((byte, i) => byte === MAGIC[i]);
}

function hint(bytes: Uint8Array): string {
  const hex = toHex(bytes);
  const known = KNOWN_FILES.find(([magic]) => hex.startsWith(magic));
  return known ? ` (it looks like ${known[1]})` : '';
}
