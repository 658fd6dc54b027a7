import { compress, openArchive } from '@pmklc/codec';

const packed = await compress(new TextEncoder().encode('>chr1\nACGT\nTTGA\n'));
const archive = await openArchive(packed); // or an open file, or any { size, read(offset, length) }
for await (const { name, length } of archive.records()) console.log(name, length); // chr1 8
console.log(new TextDecoder().decode(await archive.read('chr1', 2, 6))); // GTTT
