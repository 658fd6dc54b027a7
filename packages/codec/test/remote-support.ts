/** Archives on a server, large ones at the price of small ones: their partitions have the same bases, which are coded once. */
import type { CompressOptions, PartitionRunner } from '@pmklc/codec';
import { compress, inProcessRunner, openArchive } from '@pmklc/codec';
import { httpSource } from '@pmklc/container';
import { randomDna, rangeServer } from '@pmklc/testing';

/** Codes the first partition, and takes its result for all others. */
function onceRunner(): PartitionRunner {
  let coded: ReturnType<PartitionRunner['encode']> | undefined;
  return {
    ...inProcessRunner,
    encode: (...work) => (coded ??= inProcessRunner.encode(...work)),
  };
}

/** Pieces of text that come again and again: each fills a partition of bare sequence. */
function* repeated(unit: Uint8Array, times: number): Generator<Uint8Array> {
  for (let i = 0; i < times; i++) yield unit;
}

/** An archive of so many partitions of the same random bases. */
export async function repeatedArchive(
  unitBases: number,
  times: number,
): Promise<{ archive: Uint8Array; unit: Uint8Array }> {
  const unit = randomDna(unitBases, 5);
  const options: CompressOptions = {
    level: 1,
    format: 'plain',
    partitions: { bases: unitBases },
    passing: { topology: 'off' },
    knowledge: { select: 'none' },
    runner: onceRunner(),
  };
  return { archive: await compress(repeated(unit, times), options), unit };
}

/** Bytes of the archive's input as read over HTTP, and what that costs. */
export async function readRemotely(
  archive: Uint8Array,
  start: number,
  end: number,
): Promise<{ bytes: Uint8Array; sentBytes: number; requests: number }> {
  const server = await rangeServer(archive);
  try {
    const source = await httpSource(server.url);
    const opened = await openArchive(source);
    const pieces: Uint8Array[] = [];
    for await (const piece of opened.bytes(start, end)) pieces.push(piece);
    return {
      bytes: Buffer.concat(pieces),
      sentBytes: server.sentBytes,
      requests: source.requests,
    };
  } finally {
    await server.close();
  }
}
