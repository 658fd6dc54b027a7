import { compress, compressStream, decompress, decompressStream } from '@pmklc/codec';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomDna } from '@pmklc/testing';
import { joinChunks } from '../src/flow/join-chunks.ts';
import { FAST, ascii, chunked, testdata, TESTDATA_NAMES } from './support.ts';

async function expectRoundTrip(input: Uint8Array, options = {}): Promise<Uint8Array> {
  const archive = await compress(input, { ...FAST, ...options });
  const output = await decompress(archive);
  // Buffer.compare: toEqual is slow on long arrays.
  expect(Buffer.compare(output, input)).toBe(0);
  return archive;
}

describe('real files', () => {
  test.each(TESTDATA_NAMES)('%s comes back', async (name) => {
    await expectRoundTrip(testdata(name, 60_000));
  });

  test.each(TESTDATA_NAMES)('%s comes back in many partitions', async (name) => {
    await expectRoundTrip(testdata(name, 70_000), { partitions: { bases: 2 ** 16 } });
  });
});

const NASTY: Record<string, Uint8Array> = {
  'no bytes': new Uint8Array(0),
  'one NUL': Uint8Array.of(0),
  'one newline': ascii('\n'),
  'one base': ascii('A'),
  'a title and nothing else': ascii('>'),
  'titles only': ascii('>a\n>b\n>c'),
  'no final newline': ascii('>a\nACGT\nAC'),
  CRLF: ascii('>a\r\nACGT\r\nAC\r\n'),
  'ragged lines': ascii('>a\nACGT\nA\n\nACGTACGT\n\n\nAC\n'),
  'lower case, N and IUPAC': ascii('>a\nacgtNNNNnnnnACGTRYKMSWacgtN-*.\n'),
  'leading blank lines and comments': ascii('\n\n;hm\n>a\nACGT\n'),
  RNA: ascii('>r\nACGUUGCAACGU\n'),
  protein: ascii('>p\nMKVLAAGIVGLLLAQWERTY\n'),
  'only N': ascii(`>n\n${'N'.repeat(5000)}\n`),
  'a broken FASTQ': ascii('@r\nACGT\n+\nIII\n@r2\nAC'),
  'all bytes': Uint8Array.from({ length: 256 }, (_, i) => i),
};

describe('nasty input', () => {
  test.each(Object.keys(NASTY))('%s comes back', async (name) => {
    await expectRoundTrip(NASTY[name]!);
  });

  test.each(['fasta', 'fastq', 'plain', 'raw'] as const)(
    'any bytes come back when read as %s',
    async (format) => {
      for (const input of Object.values(NASTY)) await expectRoundTrip(input, { format });
    },
  );

  test('an archive can be packed again', async () => {
    await expectRoundTrip(await compress(ascii('>a\nACGT\n'), FAST));
  });

  test('any bytes come back', async () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .array(fc.constantFrom('A', 'c', 'N', '\n', '\r', '>', '@', '+', ' ', 'U', '\0'))
        .map((letters) => ascii(letters.join(''))),
    );
    const property = fc.asyncProperty(
      anything,
      async (input) => void (await expectRoundTrip(input)),
    );
    await fc.assert(property, { numRuns: 40 });
  });
});

describe('streams', () => {
  const input = testdata('hiv1.fa', 70_000);
  const options = { ...FAST, partitions: { bases: 2 ** 16 } };

  test.each([1, 997, 65_536, 65_537, 70_000])(
    'chunks of %i bytes make the same archive as no chunks',
    async (size) => {
      const part = size === 1 ? input.subarray(0, 70_000) : input;
      const archive = await joinChunks(compressStream(chunked(part, size), options));
      expect(Buffer.compare(archive, await compress(part, options))).toBe(0);
    },
  );

  test.each([1, 7, 4096])('an archive is read in chunks of %i bytes', async (size) => {
    const archive = await compress(input.subarray(0, 70_000), options);
    const output = await joinChunks(decompressStream(chunked(archive, size)));
    expect(Buffer.compare(output, input.subarray(0, 70_000))).toBe(0);
  });

  test('a web ReadableStream is a source', async () => {
    const stream = new Blob([input.slice(0, 5000)]).stream();
    const archive = await compress(stream, FAST);
    expect(Buffer.compare(await decompress(archive), input.subarray(0, 5000))).toBe(0);
  });

  test('archives one after the other unpack to their inputs one after the other', async () => {
    const [a, b] = [ascii('>a\nACGT\n'), ascii('>b\nTTTT\n')];
    const archives = [await compress(a, FAST), await compress(b, FAST)];
    expect(await decompress(Buffer.concat(archives))).toEqual(new Uint8Array([...a, ...b]));
  });

  test('a consumer may stop early, and the source is told', async () => {
    let isClosed = false;
    async function* source() {
      try {
        for (;;) yield randomDna(2 ** 16);
      } finally {
        isClosed = true;
      }
    }
    let count = 0;
    for await (const chunk of compressStream(source(), options)) {
      if (chunk.length > 0 && ++count === 3) break;
    }
    expect(isClosed).toBe(true);
  });
});

describe('sizes', () => {
  test('framing of a small file takes less than 64 bytes', async () => {
    const archive = await compress(randomDna(4096), FAST);
    // Random bases take two bits each.
    expect(archive.length).toBeLessThan(4096 / 4 + 64 + 100);
  });

  test('what is no sequence takes little more than Brotli gives', async () => {
    const input = testdata('ecoli_proteome_head.faa', 50_000);
    const { brotliCompressSync } = await import('node:zlib');
    const archive = await compress(input, FAST);
    expect(archive.length).toBeLessThan(brotliCompressSync(input).length * 1.02 + 64);
  });

  test('a FASTQ file in several partitions stays a FASTQ file', async () => {
    const input = testdata('illumina_rnaseq_head.fastq', 80_000);
    const whole = await compress(input, FAST);
    const cut = await compress(input, { ...FAST, partitions: { bases: 2 ** 16 } });
    expect(cut.length).toBeLessThan(whole.length * 1.35);
  });
});
