/** Support for several suites here: small archives, ways to read them, and the code of an error. */
import type { ByteSource, PartitionContent, ReadOptions } from '@pmklc/container';
import { ArchiveWriter, crc32, DigestStream, readArchives } from '@pmklc/container';
import { PmklcError } from '@pmklc/core';
import { concat, hexOf } from '@pmklc/testing';

export const text = (s: string) => new TextEncoder().encode(s);

export function digestOf(bytes: Uint8Array): Uint8Array {
  const stream = new DigestStream();
  stream.update(bytes);
  return stream.digest();
}

export async function pack(
  partitions: readonly PartitionContent[],
  digest = digestOf(new Uint8Array(0)),
  frameBytes?: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const writer = new ArchiveWriter(
    (chunk) => void chunks.push(chunk),
    frameBytes === undefined ? {} : { frameBytes },
  );
  await writer.begin();
  for (const partition of partitions) await writer.partition(partition);
  await writer.finish(digest);
  return concat(...chunks);
}

/** Everything that an archive holds, in plain values that can be compared. */
export async function unpack(source: ByteSource, options?: ReadOptions) {
  const archives = [];
  for await (const archive of readArchives(source, options)) {
    const partitions = [];
    for await (const partition of archive.partitions()) {
      partitions.push({
        header: partition.header,
        streams: partition.streams.map((s) => ({ ...s, bytes: hexOf(s.bytes) })),
        payload: hexOf(await partition.readPayload()),
      });
    }
    archives.push({ header: archive.header, partitions, summary: archive.summary });
  }
  return archives;
}

export async function codeOf(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
  } catch (error) {
    if (error instanceof PmklcError) return error.code;
    throw error;
  }
  return 'no error';
}

/** Two lines of FASTA as a codec would hand them over; not really compressed. */
export function smallPartition(content = '>tiny\nACGTACGT\n'): PartitionContent {
  return {
    info: {
      format: 'fasta',
      inputBytes: content.length,
      baseCount: 8,
      contentCrc: crc32(text(content)),
      model: { level: 3 },
    },
    streams: [
      { id: 1, bytes: text('tiny'), rawBytes: 5 },
      { id: 2, bytes: Uint8Array.of(8), rawBytes: 1 },
    ],
    payload: Uint8Array.of(0x1b, 0x1b),
  };
}

/** Cuts bytes into chunks of the given sizes, repeated. */
export function* chop(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  for (let from = 0, i = 0; from < bytes.length; i++) {
    const size = sizes[i % sizes.length]!;
    yield bytes.subarray(from, from + size);
    from += size;
  }
}
