import { joinBlock, packStream, splitBytes, unpackStream } from '@pmklc/sequence';

const file = new TextEncoder().encode('>chr1 test\nACGTACGTnn\nAC\n');
const block = splitBytes(file); // or a BlockSplitter, to push chunk after chunk
console.log(block.format, block.bases.length); // fasta 10

const packed = block.streams.map(({ id, bytes }) => ({ id, bytes: packStream(bytes) }));
const streams = packed.map(({ id, bytes }) => ({ id, bytes: unpackStream(bytes, 1 << 20) }));
const chunks = [...joinBlock({ ...block, streams })];
console.log(Buffer.concat(chunks).equals(file)); // true
