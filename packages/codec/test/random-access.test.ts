/** Records and ranges of an archive, against what the original file says. */
import type { RandomAccessSource } from '@pmklc/container';
import { byteSource, readIndex } from '@pmklc/container';
import type { PartitionRunner, SequenceRecord } from '@pmklc/codec';
import { compress, inProcessRunner, isFaiRecord, openArchive } from '@pmklc/codec';
import fc from 'fast-check';
import { open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StreamReader } from '@pmklc/streams';
import { randomDna, randomWords } from '@pmklc/testing';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { RecordFinder } from '../src/records/record-finder.ts';
import { RecordScanner } from '../src/records/record-scanner.ts';
import { placeOf } from '../src/records/sequence-record.ts';
import { FAST, ascii, codeOf, headersOf, testdata } from './support.ts';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const latin1 = (value: string): Uint8Array => new Uint8Array(Buffer.from(value, 'latin1'));

async function recordsOf(bytes: Uint8Array): Promise<SequenceRecord[]> {
  const archive = await openArchive(await compress(bytes, FAST));
  const records: SequenceRecord[] = [];
  for await (const record of archive.records()) records.push(record);
  return records;
}

function faiLine({ nameBytes, length, offset, lineBases, lineBytes, ...rest }: SequenceRecord) {
  const numbers = [length, offset, lineBases, lineBytes, rest.qualityOffset ?? []].flat();
  return `${text(nameBytes)} ${numbers.join(' ')}`;
}

// What samtools 1.22 faidx (pysam 0.24) writes for these files, spaces for tabs.
const SAMTOOLS: [string, string, string[]][] = [
  ['lines', '>a desc\nACGTACGTAC\nACGTACGTAC\nACG\n>b\nAC\n', ['a 23 8 10 11', 'b 2 37 2 3']],
  ['no last line end', '>a\nACGT\nAC', ['a 6 3 4 5']],
  ['one open line', '>a\nACGT', ['a 4 3 4 5']],
  ['CR LF', '>a x\r\nACGT\r\nAC\r\n', ['a 6 6 4 6']],
  ['space before the name', '> foo bar\nACGT\n', ['foo 4 10 4 5']],
  ['no name', '>\nACGT\n', [' 4 2 4 5']],
  ['blank lines between', '>a\nACGT\n\n>b\nACG\n', ['a 4 3 4 5', 'b 3 12 3 4']],
  ['blank lines at both ends', '\n\n>a\nACGT\nAC\n\n\n', ['a 6 5 4 5']],
  ['spaces in lines', '>a\nAC GT\nACGT\n', ['a 8 3 4 6']],
  ['mixed line ends', '>a\nACG\r\nACGT\nAC\n', ['a 9 3 3 5']],
  ['a mark inside a line', '>a\nAC>GT\nACGT\n', ['a 9 3 5 6']],
  ['a comment that is none', '>a\n;cc\nAC\n', ['a 5 3 3 4']],
  ['no UTF-8', '>a\xff\xfe\nACGT\n', ['a\xff\xfe 4 5 4 5']],
  ['FASTQ', '@a d\nACGT\n+\nIIII\n@b\nAC\n+b\n@I\n', ['a 4 5 4 5 12', 'b 2 20 2 3 26']],
];

test.each(SAMTOOLS)('the index of samtools: %s', async (_, file, lines) => {
  const records = await recordsOf(latin1(file));
  expect(records.map(faiLine)).toEqual(lines);
  expect(records.every(isFaiRecord)).toBe(true);
});

test.each([
  ['a longer line', '>a\nACG\nACGT\n'],
  ['a shorter line inside', '>a\nACGT\nAC\nACGT\n'],
  ['a blank line inside', '>a\nACGT\n\nACGT\n'],
  ['a blank line first', '>a\n\nACGT\n'],
])('what no index line can say: %s', async (_, file) => {
  const records = await recordsOf(ascii(file));
  expect(records.map(isFaiRecord)).toEqual([false]);
});

test('records without residues are there, in FASTA and FASTQ', async () => {
  const fasta = await recordsOf(ascii('>a\n>b\nAC\n>c\n'));
  expect(fasta.map(({ name, length, lines }) => [name, length, lines.length])).toEqual([
    ['a', 0, 0],
    ['b', 2, 1],
    ['c', 0, 0],
  ]);
  const fastq = await recordsOf(ascii('@a\nACGTACGT\n+\nIIIIIIII\n@b\n\n+\n\n@c\nACGT\n+\nIIII\n'));
  expect(fastq.map(({ name, length }) => [name, length])).toEqual([
    ['a', 8],
    ['b', 0],
    ['c', 4],
  ]);
});

test('bare sequence is a record without a name; text that is no sequence has none', async () => {
  expect((await recordsOf(ascii('ACGTACGTACGT\nACGT\n'))).map(faiLine)).toEqual([' 16 0 12 13']);
  expect(await recordsOf(ascii('no sequence at all, but text\n'))).toEqual([]);
  expect(await recordsOf(new Uint8Array(0))).toEqual([]);
  expect((await recordsOf(testdata('ecoli_proteome_head.faa'))).length).toBeGreaterThan(10);
});

/** Several partitions, lines of all kinds, and runs that are no bases. */
function manyParts(): Uint8Array {
  const dna = (length: number, seed: number) => text(randomDna(length, seed));
  const wrapped = (residues: string, width: number) =>
    residues.replace(new RegExp(`.{1,${width}}`, 'g'), '$&\n');
  return ascii(
    `>one first\n${wrapped(dna(70_000, 1) + 'N'.repeat(500) + dna(40_000, 2), 70)}` +
      `>two\r\n${wrapped(dna(40_000, 3).toLowerCase() + 'RYK', 61).replaceAll('\n', '\r\n')}` +
      `>empty\n>spaced\n${wrapped(dna(30_000, 4), 10).replace(/(.....)/g, '$1 ')}` +
      `>long line\n${dna(30_000, 5)}\n${dna(10, 6)}\n${dna(20_000, 7)}`,
  );
}

/** Residues of the records, by the simplest code there is. */
function residuesByName(file: Uint8Array): Map<string, string> {
  const parts = text(file).split('>').slice(1);
  return new Map(
    parts.map((part) => {
      const [title, ...lines] = part.split('\n');
      return [title!.trim().split(' ')[0]!, lines.join('').replace(/\s/g, '')];
    }),
  );
}

describe.each(['chain', 'star'] as const)(
  'several partitions, passing as a %s',
  async (topology) => {
    const file = manyParts();
    const packed = await compress(file, {
      ...FAST,
      partitions: { bases: 2 ** 16 },
      passing: { topology },
    });
    const residues = residuesByName(file);

    test('has some', async () => {
      expect((await headersOf(packed)).length).toBeGreaterThanOrEqual(3);
    });

    test('gives any range of any record', async () => {
      const archive = await openArchive(packed);
      const next = randomWords(9);
      for (const [name, whole] of residues) {
        for (let i = 0; i < 4; i++) {
          const start = next() % (whole.length + 1);
          const end = start + (next() % (whole.length - start + 1));
          expect(text(await archive.read(name, start, end))).toBe(whole.slice(start, end));
        }
        expect(text(await archive.read(name))).toBe(whole);
      }
    });

    test('gives ranges of the file', async () => {
      const archive = await openArchive(packed);
      expect(archive.inputBytes).toBe(file.length);
      for (const [from, to] of [
        [0, 0],
        [65_535, 65_537],
        [100_000, 200_000],
        [0, file.length],
      ] as const) {
        const chunks: Uint8Array[] = [];
        for await (const chunk of archive.bytes(from, to)) chunks.push(chunk);
        expect(Buffer.compare(Buffer.concat(chunks), file.subarray(from, to))).toBe(0);
      }
    });

    test('reads from a file and from any source', async () => {
      const path = join(tmpdir(), `pmklc-random-access-${process.pid}`);
      await writeFile(path, packed);
      const handle = await open(path);
      const source: RandomAccessSource = {
        size: packed.length,
        read: async (offset, length) => packed.slice(offset, offset + length),
      };
      try {
        for (const any of [handle, source]) {
          const archive = await openArchive(any);
          const range = await archive.read('one', 5, 25);
          expect(text(range)).toBe(residues.get('one')!.slice(5, 25));
        }
      } finally {
        await handle.close();
        await rm(path);
      }
    });
  },
);

/** A runner that notes which partitions it decodes, and how many bases of them. */
function watchedRunner(): { decoded: [number, number][]; runner: PartitionRunner } {
  const decoded: [number, number][] = [];
  const decode: PartitionRunner['decode'] = (partition, context) => {
    decoded.push([context.index, partition.firstBases ?? Infinity]);
    return inProcessRunner.decode(partition, context);
  };
  return { decoded, runner: { ...inProcessRunner, decode } };
}

test('one partition is decoded for a range, and not to its end', async () => {
  const { decoded, runner } = watchedRunner();
  const packed = await compress(manyParts(), { ...FAST, partitions: { bases: 2 ** 16 } });
  const archive = await openArchive(packed, { runner });
  for await (const record of archive.records()) expect(record.length).toBeGreaterThanOrEqual(0);
  expect(decoded).toEqual([]);
  await archive.read('one', 1000, 2000);
  expect(decoded.length).toBe(1);
  expect(decoded[0]![1]).toBeLessThan(8000);
  // What lies before is known; for what lies behind, all of the partition is decoded, once.
  await archive.read('one', 0, 1500);
  expect(decoded.length).toBe(1);
  await archive.read('one', 9000, 10_000);
  await archive.read('one', 20_000, 30_000);
  expect(decoded.length).toBe(2);
});

/** Notes the side streams that are opened, and how far each is unpacked in the end. */
function watchedStreams(): () => [id: number, unpackedBytes: number][] {
  const readers = new Set<StreamReader>();
  const spy = vi.spyOn(StreamReader.prototype, 'readTo');
  onTestFinished(() => spy.mockRestore());
  return () => {
    for (const reader of spy.mock.contexts) readers.add(reader as StreamReader);
    return [...readers].map(({ id, unpackedBytes }) => [id, unpackedBytes]);
  };
}

/** Titles and qualities among the side streams. */
const [QUALITIES, TITLES] = [12, 13];

describe('reads of one length', async () => {
  const dna = text(randomDna(140_000, 8));
  const sequences = Array.from({ length: 1400 }, (_, i) => dna.slice(100 * i, 100 * i + 100));
  const quality = (i: number) => Array.from({ length: 100 }, (_, j) => 'FFF:,#FF'[(i * j) % 8]);
  const fastq = sequences.map((bases, i) => `@x:${i}\n${bases}\n+\n${quality(i).join('')}\n`);
  const packed = await compress(ascii(fastq.join('')), FAST);
  const names = [1130, 5, 700, 350, 900].map((i) => `x:${i}`);

  test('are decoded once, to the last that is wanted, and their qualities never', async () => {
    const streams = watchedStreams();
    const { decoded, runner } = watchedRunner();
    const archive = await openArchive(packed, { runner });
    const found = await archive.findAll(names);
    const ranges = names.map((name) => ({ record: found.get(name)!, start: 0, end: 100 }));
    const residues = await archive.readAll(ranges);
    expect(residues.map(text)).toEqual(names.map((name) => sequences[Number(name.slice(2))]));
    expect(decoded.length).toBe(1);
    expect(decoded[0]![1]).toBeLessThan(113_100 + 4096);
    const titles = streams().filter(([id]) => id === TITLES);
    expect(titles.length).toBe(1);
    expect(titles[0]![1]).toBeLessThan(0.9 * fastq.join('').match(/@.*\n/g)!.join('').length);
    expect(streams().filter(([id, bytes]) => id === QUALITIES && bytes > 0)).toEqual([]);
  });

  test('have their qualities when all of them is asked for', async () => {
    const archive = await openArchive(packed);
    const chunks: Uint8Array[] = [];
    for await (const chunk of archive.bytes(0, 5000)) chunks.push(chunk);
    expect(text(Buffer.concat(chunks))).toBe(fastq.join('').slice(0, 5000));
  });
});

test('many names of many records unpack every side stream once', async () => {
  const streams = watchedStreams();
  const { decoded, runner } = watchedRunner();
  const dna = text(randomDna(100_000, 4));
  const record = (i: number) => dna.slice(50 * i, 50 * i + 50);
  const all = Array.from({ length: 2000 }, (_, i) => `>r${i} of ${i % 17}\n${record(i)}\n`).join(
    '',
  );
  const archive = await openArchive(await compress(ascii(all), FAST), { runner });
  const numbers = Array.from({ length: 50 }, (_, i) => (i * 791) % 1900);
  for (const number of numbers) {
    expect((await archive.find(`r${number}`))?.length).toBe(50);
  }
  const found = await archive.findAll(numbers.map((number) => `r${number}`));
  const ranges = [...found.values()].map((record) => ({ record, start: 0, end: 50 }));
  expect((await archive.readAll(ranges)).map(text)).toEqual(numbers.map(record));
  expect(decoded.length).toBe(1);
  const ids = streams().map(([id]) => id);
  expect(ids.length).toBe(new Set(ids).size);
});

test('of one record, neither titles nor bases behind it are decoded', async () => {
  const streams = watchedStreams();
  const { decoded, runner } = watchedRunner();
  const dna = text(randomDna(100_000, 4));
  const records = Array.from(
    { length: 2000 },
    (_, i) => `>r${i}\n${dna.slice(50 * i, 50 * i + 50)}\n`,
  );
  const archive = await openArchive(await compress(ascii(records.join('')), FAST), { runner });
  expect(text(await archive.read('r20'))).toBe(dna.slice(1000, 1050));
  expect(decoded[0]![1]).toBeLessThan(1050 + 4096);
  expect(streams().find(([id]) => id === TITLES)![1]).toBeLessThan(0.9 * 2000 * 5);
});

test('a search that fails for damage fails again, and finds what is before it', async () => {
  const packed = await compress(manyParts(), { ...FAST, partitions: { bases: 2 ** 16 } });
  const { partitions } = (await readIndex(byteSource(packed)))[0]!;
  packed[partitions[1]!.offset + 40]! ^= 1;
  const archive = await openArchive(packed);
  expect(await codeOf(archive.find('long'))).toBe('checksum-mismatch');
  expect(await codeOf(archive.find('long'))).toBe('checksum-mismatch');
});

test('names behind those that are remembered are found, too', async () => {
  let searches = 0;
  async function* records() {
    searches++;
    for (const name of ['a', 'b', 'c', 'd', 'c']) yield [{ name } as SequenceRecord];
  }
  const finder = new RecordFinder(records, 2);
  const found = await Promise.all([
    finder.find(['d', 'a']),
    finder.find(['c']),
    finder.find(['z']),
  ]);
  expect(found.map((map) => [...map.keys()])).toEqual([['a', 'd'], ['c'], []]);
  expect(searches).toBe(4);
});

test('ranges of partitions that copy from others', async () => {
  const file = manyParts();
  const packed = await compress(file, {
    ...FAST,
    format: 'fasta',
    partitions: { count: 4, leastBytes: 1 },
    passing: { width: 1 },
  });
  expect((await headersOf(packed)).map(({ model }) => model.prefixUpTo)).toContain(2);
  const archive = await openArchive(packed);
  const whole = residuesByName(file).get('long')!;
  expect(text(await archive.read('long', 5, whole.length))).toBe(whole.slice(5));
});

test('of the partitions whose knowledge was passed on, only as much is decoded as that takes', async () => {
  const { decoded, runner } = watchedRunner();
  const partitions = { bases: 2 ** 16 };
  const options = { ...FAST, format: 'fasta', partitions, passing: { fraction: 0.05 } } as const;
  const packed = await compress(manyParts(), options);
  const archive = await openArchive(packed, { runner });
  await archive.read('two', 20_000, 20_010);
  const [target, ...before] = decoded.sort(([a], [b]) => b - a);
  expect(before.map(([index]) => index)).toEqual(
    Array.from({ length: target![0] }, (_, i) => target![0] - 1 - i),
  );
  expect(before.length).toBeGreaterThanOrEqual(1);
  for (const [, bases] of before) expect(bases).toBeLessThan(4000);
  // They stay known.
  decoded.length = 0;
  await archive.read('two', 20_100, 20_200);
  expect(decoded.map(([index]) => index)).toEqual([target![0]]);
});

test('archives one after the other are one file', async () => {
  const parts = [ascii('>a\nACGTAC\nGT'), ascii('AC\n>b\nACGT\n')];
  const packed = Buffer.concat(await Promise.all(parts.map((part) => compress(part))));
  const archive = await openArchive(new Uint8Array(packed));
  expect(text(await archive.read('a'))).toBe('ACGTACGTAC');
  expect(text(await archive.read('b', 1, 3))).toBe('CG');
});

test('every residue of any text is where its record says', () => {
  const line = fc.string({ unit: fc.constantFrom(...'ACGTNacgtx >@+;\r'), maxLength: 30 });
  const file = fc
    .array(line, { maxLength: 20 })
    .map((lines) => `>x\n${lines.map((l) => l.replace(/^>/, 'A')).join('\n')}`);
  fc.assert(
    fc.property(file, fc.integer({ min: 1, max: 20 }), (file, chunkBytes) => {
      const bytes = latin1(file);
      const scanner = new RecordScanner('fasta');
      const records: SequenceRecord[] = [];
      for (let from = 0; from < bytes.length; from += chunkBytes) {
        records.push(...scanner.push(bytes.subarray(from, from + chunkBytes)));
      }
      const [record] = records.concat(scanner.finish());
      const residues = file.slice(3).replace(/[^!-~]/g, '');
      expect(record!.length).toBe(residues.length);
      for (let i = 0; i < residues.length; i++) {
        const { offset, skip, end } = placeOf(record!, i);
        const found = file.slice(offset, end).replace(/[^!-~]/g, '');
        expect(found[skip]).toBe(residues[i]);
      }
    }),
    { numRuns: 500 },
  );
});

test('names that are properties of every object are names like others', async () => {
  const packed = await compress(
    ascii('>__proto__\nACGT\n>constructor\nTTTT\n>../../etc/passwd\nGG\n'),
  );
  const archive = await openArchive(packed);
  expect(text(await archive.read('__proto__'))).toBe('ACGT');
  expect(text(await archive.read('constructor', 1, 2))).toBe('T');
  expect(text(await archive.read('../../etc/passwd'))).toBe('GG');
  expect(await archive.find('toString')).toBeUndefined();
  expect(({} as Record<string, unknown>)['ACGT']).toBeUndefined();
});

describe('what cannot be read', async () => {
  const packed = await compress(ascii('>a\nACGTACGT\n'));

  test.each([
    ['b', 0, undefined],
    ['a', -1, 2],
    ['a', 3, 2],
    ['a', 0, 9],
    ['a', 0.5, 2],
  ])('%s from %s to %s', async (name, start, end) => {
    const archive = await openArchive(packed);
    await expect(archive.read(name, start, end)).rejects.toThrow(RangeError);
  });

  test('a file that is FASTQ only at first', async () => {
    const file = '@a\nACGTACGT\n+\nIIIIIIII\n'.repeat(40) + 'ACGT\n';
    await expect(recordsOf(ascii(file))).rejects.toThrow(TypeError);
  });

  test('what is damaged', async () => {
    const file = manyParts();
    const damaged = await compress(file, { ...FAST, partitions: { bases: 2 ** 16 } });
    damaged[Math.floor(damaged.length * 0.9)]! ^= 1;
    const archive = await openArchive(damaged);
    expect(text(await archive.read('one', 0, 5)).length).toBe(5);
    expect(await codeOf(archive.read('long', 0))).toBe('checksum-mismatch');
  });

  test('what is no archive', async () => {
    expect(await codeOf(openArchive(ascii('hello, hello, hello')))).toBe('bad-magic');
  });

  test('what was aborted', async () => {
    const archive = await openArchive(packed, { signal: AbortSignal.abort(new Error('stop')) });
    await expect(archive.read('a')).rejects.toThrow('stop');
  });
});

test('qualities are read by the places of residues, folded or not', async () => {
  const reads = '@a\nACGTA\n+\nIIHG#\n@b\nACG\nTA\n+\n@II\n+I\n@c\r\nAC\r\n+\r\n#I\r\n';
  const archive = await openArchive(await compress(latin1(reads), FAST));
  const records = [...(await archive.findAll(['c', 'a', 'b'])).values()];
  const ranges = records.map((record) => ({ record, start: 1, end: record.length }));
  const qualities = (await archive.readAllQualities(ranges)).map(text);
  expect(Object.fromEntries(records.map(({ name }, i) => [name, qualities[i]]))).toEqual({
    a: 'IHG#',
    b: 'II+I',
    c: 'I',
  });
  const fasta = await openArchive(await compress(latin1('>a\nACGT\n'), FAST));
  const [record] = (await fasta.findAll(['a'])).values();
  const read = fasta.readAllQualities([{ record: record!, start: 0, end: 1 }]);
  await expect(read).rejects.toThrow('the record "a" has no qualities');
});

// Offsets count all bytes, those of the mark, too.
test.each([
  ['a byte order mark', '\xef\xbb\xbf>a\nACGT\nAC\n>b\nA\n', ['a 6 6 4 5', 'b 1 17 1 2']],
  ['comments', '# x > y\n\n;y\n>a\nACGT\n;\n', ['a 5 15 4 5']],
  ['a mark and a comment', '\xef\xbb\xbf#x\n>a\nACGT\n', ['a 4 9 4 5']],
  ['FASTQ after a mark', '\xef\xbb\xbf@a\nACGT\n+\nIIII\n', ['a 4 6 4 5 13']],
  ['FASTQ after comments', '#x\n;y\n@a\nACGT\n+\nIIII\n', ['a 4 9 4 5 16']],
  ['bare sequence after a comment', '# x\nACGT\nAC\n', [' 6 4 4 5']],
])('records are found after what is none: %s', async (_, text, lines) => {
  expect((await recordsOf(latin1(text))).map(faiLine)).toEqual(lines);
});
