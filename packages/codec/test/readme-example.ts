import { compress, decompress } from '@pmklc/codec';

const genome = new TextEncoder().encode('>chr1\nACGTTGCAnnnnACGT\nTTGA\n'); // or any bytes, or a stream
const archive = await compress(genome, { level: 9 });
console.log(archive.length);

const original = await decompress(archive); // throws PmklcError unless all checksums are right
console.log(Buffer.compare(original, genome)); // 0
