import { joinBlock, splitBytes } from '@pmklc/sequence';

const file = new TextEncoder().encode('>chr1 test\nACGTACGTnn\nAC\n');
const block = splitBytes(file); // or a BlockSplitter, to push chunk after chunk
console.log(block.format, block.bases.length); // fasta 10

const chunks = [...joinBlock(block)];
console.log(Buffer.concat(chunks).equals(file)); // true
