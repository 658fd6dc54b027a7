/**
 * Format of a partition by a name for people: what is `raw` in a header may be known as proteins by how it was packed.
 */
import type { PackedStream } from '@pmklc/container';
import { STREAM_RAW, type SequenceFormat } from '@pmklc/sequence';
import { holdsProteins } from '@pmklc/streams';

/** A format, or `protein`: titles and proteins. */
export type NamedFormat = SequenceFormat | 'protein';

/**
 * Format of a partition for people.
 * @param streams side streams of the partition, packed
 */
export function namedFormat(
  format: SequenceFormat,
  streams: readonly Pick<PackedStream, 'id' | 'bytes'>[],
): NamedFormat {
  const raw = streams.find(({ id }) => id === STREAM_RAW);
  return format === 'raw' && raw !== undefined && holdsProteins(raw.bytes) ? 'protein' : format;
}
