import { PmklcError } from '@pmklc/core';
import { describe, expect, test } from 'vitest';
import { describeError, UsageError } from '../src/messages/errors.ts';
import { escapeText } from '../src/messages/escape-text.ts';
import { packedName, unpackedName } from '../src/files/names.ts';
import { parseSize } from '../src/flags/parse-size.ts';

describe('sizes', () => {
  test.each([
    ['1', 1],
    ['1000', 1000],
    ['64k', 65_536],
    ['1.5M', 1_572_864],
    ['2G', 2 ** 31],
    ['2GiB', 2 ** 31],
    ['3 MB', 3 * 2 ** 20],
    ['1T', 2 ** 40],
  ])('%s is %i bytes', (text, bytes) => {
    expect(parseSize(text, '--memory')).toBe(bytes);
  });

  test.each(['', '0', '-1', '1e9', 'M', '1X', '0.1', '99999999999T', '1M2'])(
    '"%s" is none',
    (text) => {
      expect(() => parseSize(text, '--memory')).toThrow(UsageError);
    },
  );
});

describe('names', () => {
  test('of archives end in .pmklc', () => {
    expect(packedName('a/b.fa')).toBe('a/b.fa.pmklc');
    expect(unpackedName('a/b.fa.pmklc')).toBe('a/b.fa');
  });

  test.each(['b.fa', '.pmklc', 'a/.pmklc', 'a.pmklc/', 'a.PMKLC'])(
    '%s is of no archive',
    (name) => {
      expect(() => unpackedName(name)).toThrow(UsageError);
    },
  );
});

describe('printed text', () => {
  test.each([
    ['plain ü 漢', 'plain ü 漢'],
    ['a\nb\tc', 'a\\x0ab\\x09c'],
    ['\u001b[2J\u007f\u009b', '\\x1b[2J\\x7f\\x9b'],
    ['\u202egnp.exe\u2028', '\\u{202e}gnp.exe\\u{2028}'],
  ])('%j is printed as %s', (text, printed) => {
    expect(escapeText(text)).toBe(printed);
  });
});

test.each([
  ['a partition needs 2100 MiB of memory, the limit is 2048 MiB', 'allow it with --memory 2100M'],
  ['the bases and their model need more than the 4 GiB of an engine', 'try --engine reference'],
])('where memory is not enough (%s) there is a way out', (message, hint) => {
  expect(describeError(new PmklcError('memory-limit', message))).toBe(`${message} (${hint})`);
});
