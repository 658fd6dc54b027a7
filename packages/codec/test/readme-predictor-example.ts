import { compress, decompress } from '@pmklc/codec';
import { type Base, FREQ_BITS, type Frequencies, type Predictor } from '@pmklc/core';

/** What followed the last two bases so far. Integers only: the decoder must come to the same frequencies. */
class Order2 implements Predictor {
  readonly #counts = new Uint32Array(16 * 4).fill(1);
  #context = 0;

  /** Fills in four frequencies, each at least 1, whose sum is 2^16. */
  predict(out: Frequencies): void {
    const counts = this.#counts.subarray(4 * this.#context, 4 * this.#context + 4);
    const total = counts[0]! + counts[1]! + counts[2]! + counts[3]!;
    const room = (1 << FREQ_BITS) - 4;
    for (let base = 0; base < 4; base++) out[base] = 1 + Math.floor((room * counts[base]!) / total);
    out[0]! += (1 << FREQ_BITS) - (out[0]! + out[1]! + out[2]! + out[3]!);
  }

  /** Learns the base that came, 0 to 3 for A, C, G, T. */
  update(base: Base): void {
    this.#counts[4 * this.#context + base]! += 1;
    this.#context = (4 * this.#context + base) & 15;
  }
}

// The archive records both names, and unpacks with the same ones only.
const predictor = { id: 'order-2', hash: '0001', create: () => new Order2() };
const sequence = new TextEncoder().encode('GATTACA'.repeat(300));
const joined = await compress(sequence, { predictor }); // one more expert beside those of the level
const alone = await compress(sequence, { predictor, predictorAlone: true });
console.log(joined.length < alone.length); // true

const unpacked = await decompress(alone, { predictor });
console.log(Buffer.compare(unpacked, sequence)); // 0
