import { RangeDecoder, RangeEncoder, scaleCounts } from '@pmklc/coder';

const [no, yes] = scaleCounts([90, 10], 16) as unknown as [number, number]; // sum 2^16
const encoder = new RangeEncoder();
for (const x of [0, 0, 1, 0]) encoder.encode(x === 1 ? no : 0, x === 1 ? yes : no, 16);
const payload = encoder.finish(); // Uint8Array of 1 byte

const decoder = new RangeDecoder(payload);
for (let i = 0; i < 4; i++) {
  const x = decoder.target(16) >= no ? 1 : 0;
  decoder.consume(x === 1 ? no : 0, x === 1 ? yes : no, 16);
  console.log(x); // 0, 0, 1, 0
}
decoder.finish(); // throws if bytes are left over
