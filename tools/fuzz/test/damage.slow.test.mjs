/**
 * No damage gives wrong bytes: every byte of three archives changed in three ways, every
 * truncation, and 100,000 mutations whose frames have the right checksums.
 */
import { compress, decompress } from '@pmklc/codec';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { randomInts } from '@pmklc/testing';
import { assemble, disassemble } from '../framing.mjs';
import { mutate } from '../mutate.mjs';
import { SMALL_MODEL } from '../targets.mjs';

const MEMORY_LIMIT_BYTES = 72 * 2 ** 20;
const MUTATIONS = 33_400;
const MUTATIONS_TIMEOUT_MS = 1_800_000;
/** Bytes of an input to mutate: a try takes a few milliseconds. */
const MUTATED_BYTES = 400;

function testdata(name, bytes) {
  return readFileSync(new URL(`../../../testdata/${name}`, import.meta.url)).subarray(0, bytes);
}

const INPUTS = [
  ['FASTA', testdata('bundibugyo_ebola.fa', 2500)],
  ['FASTQ', testdata('illumina_rnaseq_head.fastq', 2000)],
  ['bytes', Buffer.from(new Uint16Array(700).map((_, i) => i * i).buffer)],
];

/** Fails on wrong bytes and on errors without a type; gives the code of the error, or `undamaged`. */
async function outcome(archive, input, options) {
  try {
    const output = await decompress(archive, options);
    if (Buffer.compare(output, input) !== 0) throw new Error('wrong bytes');
    return 'undamaged';
  } catch (error) {
    if (error.name === 'PmklcError') return error.code;
    throw error;
  }
}

test.each(INPUTS)('every byte changed in an archive of %s is found out', async (_, input) => {
  const archive = await compress(input, { level: 1 });
  for (let at = 0; at < archive.length; at++) {
    for (const change of [0x01, 0x80, 0xff]) {
      const damaged = archive.slice();
      damaged[at] ^= change;
      expect(await outcome(damaged, input), `byte ${at} ^ ${change}`).not.toBe('undamaged');
    }
  }
});

test.each(INPUTS)('every truncation of an archive of %s is found out', async (_, input) => {
  const archive = await compress(input, { level: 1 });
  for (let end = 0; end < archive.length; end++) {
    expect(await outcome(archive.subarray(0, end), input), `${end} bytes`).not.toBe('undamaged');
  }
});

test.each(INPUTS)(
  'mutations of an archive of %s give no wrong bytes',
  { timeout: MUTATIONS_TIMEOUT_MS },
  async (_, whole) => {
    const input = whole.subarray(0, MUTATED_BYTES);
    const random = randomInts(5);
    const frames = disassemble(await compress(input, { model: SMALL_MODEL }));
    const options = { engine: 'reference', memoryLimitBytes: MEMORY_LIMIT_BYTES };
    const codes = new Map();
    for (let i = 0; i < MUTATIONS; i++) {
      const code = await outcome(assemble(mutate(frames, frames, random)), input, options);
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    // All kinds of damage were there, behind the checksums of frames too.
    for (const code of ['corrupt', 'truncated', 'checksum-mismatch']) {
      expect(codes.get(code) ?? 0, code).toBeGreaterThan(100);
    }
  },
);
