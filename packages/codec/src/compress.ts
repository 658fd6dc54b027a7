/**
 * Packs bytes into an archive, all at once or as a stream.
 */
import { checkSource } from '@pmklc/container';
import { checkCompressOptions } from './check-options.ts';
import { joinChunks } from './flow/join-chunks.ts';
import type { ByteSource, CompressOptions } from './options.ts';
import { packArchive } from './pack-archive.ts';

/**
 * Packs `input`, any bytes, without loss.
 *
 * @returns the archive
 * @throws TypeError when `input` is no source; RangeError or TypeError when an option is out of its range; the signal's reason when aborted
 */
export async function compress(
  input: ByteSource,
  options: CompressOptions = {},
): Promise<Uint8Array> {
  return joinChunks(compressStream(input, options));
}

/**
 * Packs `input` into chunks of an archive, holding one partition at a time per runner's concurrency.
 * They are complete when the iteration ends without an error.
 *
 * @throws as `compress`
 */
export async function* compressStream(
  input: ByteSource,
  options: CompressOptions = {},
): AsyncGenerator<Uint8Array> {
  checkSource('input', input);
  checkCompressOptions(options);
  yield* packArchive(input, options);
}
