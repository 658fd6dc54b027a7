/**
 * Lists in the bytes of a configuration.
 */
import { PmklcError, type ByteReader } from '@pmklc/core';

/**
 * A count, and as many entries.
 * @throws PmklcError `corrupt` for more than `limit`
 */
export function readMany<T>(
  reader: ByteReader,
  limit: number,
  read: (reader: ByteReader) => T,
): T[] {
  const count = reader.varint();
  if (count > limit) throw new PmklcError('corrupt', `${count} entries in the model configuration`);
  return Array.from({ length: count }, () => read(reader));
}
