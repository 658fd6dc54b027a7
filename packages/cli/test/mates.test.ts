/** Records of two files of mates, put together and taken apart. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { interleave } from '../src/mates/interleave.ts';
import { MateSeparator } from '../src/mates/mate-separator.ts';

async function* chunked(text: string, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < text.length; from += size) {
    yield Buffer.from(text.slice(from, from + size), 'latin1');
  }
}

async function together(first: string, second: string, size = 7): Promise<string> {
  const files = [first, second].map((text, i) => ({
    name: `R${i + 1}`,
    bytes: chunked(text, size),
  }));
  const chunks: Uint8Array[] = [];
  for await (const chunk of interleave(files[0]!, files[1]!)) chunks.push(chunk.slice());
  return Buffer.concat(chunks).toString('latin1');
}

function apart(text: string, size: number): [string, string] {
  const separator = new MateSeparator();
  const files: [string, string] = ['', ''];
  for (let from = 0; from < text.length; from += size) {
    const chunk = Buffer.from(text.slice(from, from + size), 'latin1');
    separator.separate(chunk).forEach((part, i) => {
      files[i] += Buffer.from(part).toString('latin1');
    });
  }
  return files;
}

test('a record of each file comes in turn', async () => {
  const joined = await together('a\nb\nc\nd\n1\n2\n3\n4\n', 'e\nf\ng\nh\n5\n6\n7\n8\n');
  expect(joined.replaceAll('\n', '')).toBe('abcdefgh12345678');
});

test('any records of as many lines come back', async () => {
  const line = fc
    .array(fc.constantFrom('a', '\r', '@', 'é'))
    .map((letters) => `${letters.join('')}\n`);
  const record = fc.array(line, { minLength: 4, maxLength: 4 }).map((lines) => lines.join(''));
  const pairs = fc.array(fc.tuple(record, record));
  const size = fc.integer({ min: 1, max: 40 });
  await fc.assert(
    fc.asyncProperty(pairs, size, size, async (pairs, size, other) => {
      const files = [0, 1].map((file) => pairs.map((pair) => pair[file]).join(''));
      const joined = await together(files[0]!, files[1]!, size);
      expect(apart(joined, other)).toEqual(files);
    }),
  );
});

test('files that are no mates are refused, by name', async () => {
  const record = 'a\nb\nc\nd\n';
  await expect(together(record, record + record)).rejects.toThrow('R1: it has fewer records');
  await expect(together(record + record, record)).rejects.toThrow('R2: it has fewer records');
  await expect(together(record, `${record}a\n`)).rejects.toThrow('R2: it does not end');
  await expect(together(record.slice(0, -1), record)).rejects.toThrow('R1: it does not end');
});
