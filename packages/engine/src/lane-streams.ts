/**
 * Streams of lanes in a payload: the sizes of all but the last, then the streams. Format: docs/format/model.md, "Lanes".
 */
import { ByteReader, ByteWriter, PmklcError } from '@pmklc/core';

/** The payload of lanes' streams. One lane's is its stream alone. */
export function joinStreams(streams: readonly Uint8Array[]): Uint8Array {
  if (streams.length === 1) return streams[0]!;
  const writer = new ByteWriter();
  for (const { length } of streams.slice(0, -1)) writer.varint(length);
  for (const stream of streams) writer.bytes(stream);
  return writer.toUint8Array();
}

/** The streams of a payload. @throws PmklcError `truncated` when it is too short for its sizes */
export function splitStreams(payload: Uint8Array, lanes: number): Uint8Array[] {
  if (lanes === 1) return [payload];
  const reader = new ByteReader(payload);
  const sizes = Array.from({ length: lanes - 1 }, () => reader.varint());
  const rest = reader.remaining - sizes.reduce((sum, size) => sum + size, 0);
  if (rest < 0) throw new PmklcError('truncated', 'the payload is shorter than its streams');
  return [...sizes, rest].map((size) => reader.bytes(size));
}
