/**
 * Unpacks a collection from front to back: its members, and the bytes of its files in the order in which they are stored.
 */
import { checkSource } from '@pmklc/container';
import { PmklcError } from '@pmklc/core';
import { checkCodingOptions } from '../check-options.ts';
import { unpackArchives } from '../unpack-archives.ts';
import type { ByteSource, DecompressOptions } from '../options.ts';
import { piecesOf, type MemberPiece } from './member-cutter.ts';
import { MemberTables } from './member-tables.ts';

/**
 * Members of a collection, each in one piece or more: folders, links and empty files first. **They are to be trusted only when the
 * iteration ends without an error**, as with `decompressStream`.
 *
 * @throws as `decompress`; PmklcError `unsupported-feature` for an archive that is no collection
 */
export async function* unpackMembers(
  archive: ByteSource,
  options: DecompressOptions = {},
): AsyncGenerator<MemberPiece> {
  checkSource('archive', archive);
  checkCodingOptions(options);
  const tables = new MemberTables();
  for await (const { members: record, input } of unpackArchives(archive, options)) {
    const members = tables.next(record);
    if (members === undefined) {
      throw new PmklcError('unsupported-feature', 'the archive holds no files by name');
    }
    yield* piecesOf(members, input);
  }
}
