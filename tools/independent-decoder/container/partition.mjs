/** A partition: its bases, its side streams, and the bytes that they make. */
import { must } from './cursor.mjs';
import { joinBlock } from '../sequence/join-block.mjs';
import { unpackStream } from '../streams/packed-stream.mjs';
import { decodeBases } from './payload.mjs';

const FORMATS = ['fasta', 'fastq', 'plain', 'raw'];

/**
 * @param kept what partitions of the archive keep for later ones
 * @param packs that a partition may name, by id
 */
export function decodePartition(header, sideStreams, payload, { kept, packs }) {
  const format = FORMATS[header.format];
  must(format !== undefined, 'a known sequence format');
  const bases = decodeBases(header, payload, kept, packs);
  const streams = new Map();
  for (const { id, packed, size } of sideStreams) {
    const stream = unpackStream(packed);
    must(stream.length === size, `the size of stream ${id}`);
    must(!streams.has(id), 'ids of streams differ');
    streams.set(id, stream);
  }
  return joinBlock(format, bases, streams);
}
