/**
 * Which file a result goes to.
 */
import { UsageError } from './errors.ts';

/** Ends the name of every archive. */
export const SUFFIX = '.pmklc';

/** @throws UsageError when the name says that it is packed already */
export function packedName(name: string): string {
  if (name.endsWith(SUFFIX)) {
    throw new UsageError(
      `it has the suffix ${SUFFIX} already (-d unpacks; -o or -c packs it anew)`,
    );
  }
  return name + SUFFIX;
}

/** @throws UsageError when the name does not say that it is packed */
export function unpackedName(name: string): string {
  const bare = name.slice(0, -SUFFIX.length);
  if (name.endsWith(SUFFIX) && bare !== '' && !/[\\/]$/.test(bare)) return bare;
  throw new UsageError(`it does not have the suffix ${SUFFIX} (use -o FILE or -c)`);
}
