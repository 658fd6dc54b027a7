/** Bases that drive every part of the model, for the suites that compare engine and reference. */
import { concat, periodic, randomBases, randomWords, reverseComplement } from '@pmklc/testing';
import { testdata } from './support.ts';

/** The ACGT content of a file in `testdata`, from base `from` on. */
export function realBases(name: string, from: number, length: number): Uint8Array {
  const bases: number[] = [];
  for (const byte of testdata(name)) {
    const base = 'ACGT'.indexOf(String.fromCharCode(byte & 0xdf));
    if (base >= 0 && bases.push(base) === from + length) break;
  }
  return Uint8Array.from(bases.slice(from));
}

/** A relative: substitutions, and insertions and deletions of 1..12 bases, one each in so many bases. */
export function mutated(
  bases: Uint8Array,
  seed: number,
  substitution: number,
  indel: number,
): Uint8Array {
  const next = randomWords(seed);
  const result: number[] = [];
  for (let i = 0; i < bases.length; i++) {
    if (next() % indel === 0) {
      const length = 1 + (next() % 12);
      if (next() % 2 === 0) i += length;
      else for (let j = 0; j < length; j++) result.push(next() >>> 30);
    }
    if (i < bases.length) result.push(next() % substitution === 0 ? next() >>> 30 : bases[i]);
  }
  return Uint8Array.from(result);
}

/** So many relatives of one sequence, every third one inverted. */
export function collection(ancestor: Uint8Array, count: number, substitution: number): Uint8Array {
  const members = Array.from({ length: count }, (_, i) => {
    const member = mutated(ancestor, i + 1, substitution, 20 * substitution);
    return i % 3 === 2 ? reverseComplement(member) : member;
  });
  return concat(...members);
}

/** A little of everything, 5,500 bases: what a model meets in a genome, close together. */
export function medley(): Uint8Array {
  const real = realBases('HePy.seq', 5000, 900);
  const start = new Uint8Array([3, 3, 1, 0, 2]);
  return concat(
    start,
    real,
    mutated(real, 3, 12, 60),
    reverseComplement(mutated(real, 4, 25, 80)),
    new Uint8Array(700).fill(3),
    periodic(7, 300),
    randomBases(400),
    real,
    reverseComplement(real),
  );
}

/** Constant and random by turns of 32: at the highest rates, weights and their sums saturate. */
export function restless(length: number): Uint8Array {
  const next = randomWords(1);
  return Uint8Array.from({ length }, (_, i) => ((i >> 5) % 2 === 1 ? next() >>> 30 : (i >> 9) & 3));
}

/** Runs of 97 times the same base: at the highest rates, gradients saturate. */
export function blocks(length: number): Uint8Array {
  const next = randomWords(2);
  let base = 0;
  return Uint8Array.from({ length }, (_, i) => (i % 97 === 0 ? (base = next() >>> 30) : base));
}
