import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { splitBytes } from '@pmklc/sequence';
import { CORPUS, filesOf, readBytes, TESTDATA } from '@pmklc/testing';
import { joinsTo } from './support.ts';

const FORMAT_OF: Record<string, string> = { fa: 'fasta', fastq: 'fastq', seq: 'plain', faa: 'raw' };

describe('testdata', () => {
  const files = filesOf(TESTDATA).map((path) => [basename(path), path] as const);

  test.each(files)('%s comes back', (_name, path) => {
    const bytes = readBytes(path);
    const block = splitBytes(bytes);
    expect(block.format).toBe(FORMAT_OF[path.slice(path.lastIndexOf('.') + 1)]);
    expect(joinsTo(block, bytes)).toBe(true);
  });

  test.each(files)('%s comes back in blocks cut anywhere', (_name, path) => {
    const bytes = readBytes(path);
    for (let at = 0, size = 10007; at < bytes.length; at += size, size = (size * 7) % 100003) {
      const part = bytes.subarray(at, at + size);
      expect(joinsTo(splitBytes(part), part)).toBe(true);
    }
  });
});

const corpus = filesOf(CORPUS);

describe.skipIf(corpus.length === 0)('corpus (skipped: no folder PMKLC_CORPUS)', () => {
  test.each(corpus.map((path) => [basename(path), path]))('%s comes back', (_name, path) => {
    const bytes = readBytes(path);
    expect(joinsTo(splitBytes(bytes), bytes)).toBe(true);
  });
});
