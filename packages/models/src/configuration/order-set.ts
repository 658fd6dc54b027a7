/**
 * Orders of contexts as a set of bits in a configuration: bit `k` for order `k`, from 1 to 12.
 */
import { PmklcError, type ByteReader, type ByteWriter } from '@pmklc/core';

const MAX_ORDER = 12;

/** Appends the set. */
export function writeOrders(writer: ByteWriter, orders: readonly number[]): void {
  writer.varint(orders.reduce((set, order) => set | (1 << order), 0));
}

/** @throws PmklcError `corrupt` for orders outside of 1..12 */
export function readOrders(reader: ByteReader): number[] {
  const set = reader.varint();
  if (set >= 2 << MAX_ORDER || set & 1)
    throw new PmklcError('corrupt', 'unknown orders in the model configuration');
  return Array.from({ length: MAX_ORDER + 1 }, (_, k) => k).filter((k) => (set >> k) & 1);
}
