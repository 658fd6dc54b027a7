import { ByteReader, ByteWriter, FREQ_BITS, PmklcError } from '@pmklc/core';
import type { Base, Frequencies, Predictor } from '@pmklc/core';

/** The smallest predictor that learns: it counts bases. */
class CountingPredictor implements Predictor {
  readonly #counts = [1, 1, 1, 1];

  predict(out: Frequencies): void {
    const sum = this.#counts.reduce((a, b) => a + b);
    const free = 2 ** FREQ_BITS - 4; // every base has at least 1
    for (let b = 0; b < 4; b++) out[b] = 1 + Math.floor((free * this.#counts[b]!) / sum);
    out[0]! += 2 ** FREQ_BITS - (out[0]! + out[1]! + out[2]! + out[3]!);
  }

  update(base: Base): void {
    this.#counts[base]!++;
  }
}

const predictor = new CountingPredictor();
const frequencies = new Uint32Array(4); // of A, C, G, T
for (const base of [3, 3, 3, 3] as const) predictor.update(base);
predictor.predict(frequencies);
console.log(frequencies); // Uint32Array [8194, 8192, 8192, 40958]

const writer = new ByteWriter();
writer.varint(300);
const bytes = writer.toUint8Array();
console.log(new ByteReader(bytes).varint()); // 300
try {
  new ByteReader(bytes.subarray(0, 1)).varint();
} catch (error) {
  console.log(error instanceof PmklcError && error.code); // truncated
}
