import { expect, test } from 'vitest';
import { packStream, unpackStream } from '@pmklc/streams';
import { bytesOf, isEqual, randomInts } from '@pmklc/testing';
import { findRepeatedLines } from '../src/qualities/repeated-lines.ts';

const random = randomInts(31);
const line = (): string =>
  String.fromCharCode(...Array.from({ length: 90 }, () => 50 + random(20)));
const collection = Array.from({ length: 300 }, line);

function find(lines: readonly string[]): Int32Array | undefined {
  return findRepeatedLines(bytesOf(lines.join('\n')), lines.length);
}

test('lines that are costly and come again are copied from where they stood last', () => {
  const copies = find([...collection, ...collection])!;
  expect(copies.every((distance, i) => distance === (i < 300 ? 0 : 300))).toBe(true);
});

test('lines that never come again, or are cheap to code, are not copied', () => {
  expect(find(collection)).toBeUndefined();
  const cheap = Array.from({ length: 2000 }, () => 'F'.repeat(90));
  cheap[7] = `${'F'.repeat(60)}:${'F'.repeat(29)}`;
  cheap[1900] = cheap[7];
  expect(find(cheap)?.some((distance) => distance > 1) ?? false).toBe(false);
});

test('lines of mates that come again together are copied over the same distance', () => {
  const mates = collection.map((first) => [first, first.slice(0, 80)]).flat();
  const pairs = [7, 90, 3, 200].flatMap((pair) => mates.slice(2 * pair, 2 * pair + 2));
  const copies = find([...mates, ...pairs])!.subarray(mates.length);
  for (let i = 0; i < copies.length; i += 2) expect(copies[i]).toBe(copies[i + 1]);
});

test('qualities of which lines repeat take little more than their first lines', () => {
  const [once, thrice] = [1, 3].map((times) =>
    bytesOf(
      Array.from({ length: times }, () => collection)
        .flat()
        .join('\n'),
    ),
  );
  const packed = packStream(thrice!, { content: 'qualities' });
  expect(packed.length).toBeLessThan(1.05 * packStream(once!, { content: 'qualities' }).length);
  expect(isEqual(unpackStream(packed, thrice!.length), thrice!)).toBe(true);
});
