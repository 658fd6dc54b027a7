/**
 * Name of the file that a result goes to.
 */
import { UsageError } from '../messages/errors.ts';

/** Ends the name of every archive. */
export const SUFFIX = '.pmklc';

/** Ends the name of what gzip or bgzip packed. */
const GZIP_SUFFIX = /(?<=[^\\/])\.(gz|bgz)$/i;

/**
 * @param isUnzipped whether what is in a gzip file is packed, and not that file
 * @throws UsageError when the name says that it is packed already
 */
export function packedName(name: string, isUnzipped = false): string {
  if (name.endsWith(SUFFIX)) {
    throw new UsageError(
      `it has the suffix ${SUFFIX} already (-d unpacks; -o or -c packs it anew)`,
    );
  }
  return (isUnzipped ? unzippedName(name) : name) + SUFFIX;
}

/** Name of what is in a gzip file. */
export function unzippedName(name: string): string {
  return name.replace(GZIP_SUFFIX, '');
}

/** @throws UsageError when the name does not say that it is packed */
export function unpackedName(name: string): string {
  const bare = name.slice(0, -SUFFIX.length);
  if (name.endsWith(SUFFIX) && bare !== '' && !/[\\/]$/.test(bare)) return bare;
  throw new UsageError(`it does not have the suffix ${SUFFIX} (use -o FILE or -c)`);
}
