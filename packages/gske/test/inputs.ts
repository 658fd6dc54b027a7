/** Made-up inputs of the contract suite. */
import { randomInts } from '@pmklc/testing';

/** `length` ASCII bases; about one byte in `1 / dirt` is something else. */
export function randomAscii(length: number, seed: number, dirt = 0): Uint8Array<ArrayBuffer> {
  const int = randomInts(seed * 2654435761 + 1);
  const ascii = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    ascii[i] = dirt > 0 && int(1e6) < dirt * 1e6 ? int(256) : 'ACGTacgt'.charCodeAt(int(8));
  }
  return ascii;
}

/** ASCII with only bases, as bases 0..3. */
export function toBases(ascii: Uint8Array): Uint8Array {
  return ascii.map((byte) => 'ACGT'.indexOf(String.fromCharCode(byte & 0xdf)));
}

/** Lengths around all sizes at which kernels change their step. */
export function awkwardLength(int: (below: number) => number): number {
  const near = [0, 16, 32, 48, 64, 96, 256, 1024, 4096, 12288][int(10)];
  return Math.max(0, near + int(41) - 20);
}
