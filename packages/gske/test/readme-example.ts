import { createJsEncoder, decode, tokensOverNonAcgt } from '@pmklc/gske';

const shape = { s: 3, k: 3 }; // a token every 3 bases, of 3 bases
const encoder = createJsEncoder();
const encoding = await encoder.encode(new TextEncoder().encode('ACGTTTGANCC'), shape);

console.log(encoding.tokens); // Uint8Array [6, 63, 32]: ACG, TTT, GA? with N read as A
console.log(encoding.tail); // Uint8Array [1, 1]: CC, no whole window
console.log(encoding.nonAcgt); // Float64Array [8, 9]: the N
console.log(tokensOverNonAcgt(encoding.nonAcgt, encoding.length, shape)); // [2, 3]: token 2
console.log(decode(encoding, shape).length); // 11
encoder.destroy();
