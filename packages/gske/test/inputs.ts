/** Inputs of the contract suite: real files where they are, and made-up ones of every kind. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../../', import.meta.url);

/** A real file of the repository's `testdata`. */
export function testFile(name: string): Uint8Array {
  return readFileSync(new URL(`testdata/${name}`, ROOT));
}

const corpus = process.env['PMKLC_CORPUS'] ?? fileURLToPath(new URL('../shared/corpus', ROOT));

/** Paths of the development corpus; none when it is not on this machine. */
export function corpusFiles(): string[] {
  const folder = `${corpus}/dev`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => `${folder}/${name}`);
}

/** A generator of reproducible integers in `[0, below)`. */
export function randomInts(seed: number): (below: number) => number {
  let x = seed >>> 0;
  return (below) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return Math.floor(((x >>> 0) / 2 ** 32) * below);
  };
}

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
