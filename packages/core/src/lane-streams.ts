/**
 * Streams of lanes in one payload. Format: docs/format/README.md, "Payload".
 */
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { PmklcError } from './error.ts';

/** The payload of lanes' streams: the sizes of all but the last, then the streams. That of one lane is its stream. */
export function joinStreams(streams: readonly Uint8Array[]): Uint8Array {
  if (streams.length === 1) return streams[0]!;
  const writer = new ByteWriter();
  for (const { length } of streams.slice(0, -1)) writer.varint(length);
  for (const stream of streams) writer.bytes(stream);
  return writer.toUint8Array();
}

/**
 * The streams of a payload; not copied.
 * @param lanes at least 1
 * @throws PmklcError `truncated` when the payload is shorter than the sizes in it say
 */
export function splitStreams(payload: Uint8Array, lanes: number): Uint8Array[] {
  if (lanes === 1) return [payload];
  const reader = new ByteReader(payload);
  const sizes: number[] = [];
  while (sizes.length < lanes - 1) sizes.push(reader.varint());
  const rest = reader.remaining - sizes.reduce((sum, size) => sum + size, 0);
  if (rest < 0) throw new PmklcError('truncated', 'the payload is shorter than the streams in it');
  return [...sizes, rest].map((size) => reader.bytes(size));
}
