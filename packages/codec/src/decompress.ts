/**
 * Unpacks archives into bytes, all at once or as a stream.
 */
import { checkSource } from '@pmklc/container';
import { checkCodingOptions } from './check-options.ts';
import { piecesOf } from './collection/member-cutter.ts';
import { MemberTables } from './collection/member-tables.ts';
import { joinChunks } from './flow/join-chunks.ts';
import type { ByteSource, DecompressOptions } from './options.ts';
import { unpackArchives } from './unpack-archives.ts';

/**
 * Unpacks an archive, or several one after the other, and checks every checksum. Of a collection these are the bytes of its files,
 * one after the other as they are stored.
 *
 * @returns the original bytes
 * @throws PmklcError when the archive is damaged, not an archive, or needs more than is allowed or
 *   here: every code of `PmklcErrorCode`; TypeError when `archive` is no source; the signal's reason when aborted
 */
export async function decompress(
  archive: ByteSource,
  options: DecompressOptions = {},
): Promise<Uint8Array> {
  return joinChunks(decompressStream(archive, options));
}

/**
 * Unpacks an archive chunk by chunk. **The chunks are to be trusted only when the iteration ends
 * without an error**: the digest of the whole is the last that is read.
 *
 * @throws as `decompress`
 */
export async function* decompressStream(
  archive: ByteSource,
  options: DecompressOptions = {},
): AsyncGenerator<Uint8Array> {
  checkSource('archive', archive);
  checkCodingOptions(options);
  const tables = new MemberTables();
  for await (const { members: record, input } of unpackArchives(archive, options)) {
    const members = tables.next(record);
    if (members === undefined) yield* input;
    else for await (const { bytes } of piecesOf(members, input)) yield bytes;
  }
}
