import { packStream, unpackStream } from '@pmklc/streams';

const titles = new TextEncoder().encode('read 1\nread 2\nread 3\nread 4\n'.repeat(50));
const packed = packStream(titles, { content: 'names' });
console.log(packed.length < 40); // true
console.log(Buffer.from(unpackStream(packed, 1 << 20)).equals(titles)); // true
