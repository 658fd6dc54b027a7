import { compressTransform, decompressTransform } from '@pmklc/codec';

const file = new Blob(['>chr1\nACGT\nTTGA\n']); // or the body of a response
const packing = file.stream().pipeThrough(compressTransform({ level: 1 }));
const unpacking = packing.pipeThrough(decompressTransform());
for await (const chunk of unpacking) console.log(new TextDecoder().decode(chunk));
