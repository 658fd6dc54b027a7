import { ArchiveWriter, crc32, DigestStream, readArchives } from '@pmklc/container';

const input = new TextEncoder().encode('ACGT');
const digest = new DigestStream();
digest.update(input);

const chunks: Uint8Array[] = [];
const writer = new ArchiveWriter((chunk) => void chunks.push(chunk));
await writer.begin();
await writer.partition({
  info: {
    format: 'plain',
    inputBytes: 4,
    baseCount: 4,
    contentCrc: crc32(input),
    model: { level: 1 },
  },
  streams: [{ id: 2, bytes: Uint8Array.of(4), rawBytes: 1 }], // packed by the caller
  payload: Uint8Array.of(0x1b), // coded by the caller
});
await writer.finish(digest.digest());

for await (const archive of readArchives(chunks)) {
  for await (const partition of archive.partitions()) {
    console.log(partition.header.baseCount, await partition.readPayload()); // 4, Uint8Array [27]
  }
  digest.verify(archive.summary.digest); // throws unless the unpacked bytes are the original ones
}
