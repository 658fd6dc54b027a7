import { crc32, DigestStream } from '@pmklc/container';
import { hexOf } from '@pmklc/testing';
import { expect, test } from 'vitest';
import { codeOf, digestOf, text } from './support.ts';

test('the CRC is that of zlib, in one part or several', () => {
  // The check value of CRC-32/ISO-HDLC.
  expect(crc32(text('123456789'))).toBe(0xcbf43926);
  expect(crc32(text('6789'), crc32(text('12345')))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array(0))).toBe(0);
});

test('the digest is the first half of SHA-256', () => {
  // FIPS 180-2, appendix B.1.
  expect(hexOf(digestOf(text('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223');
});

test('a digest may be taken on the way', () => {
  const stream = new DigestStream();
  stream.update(text('a'));
  stream.digest();
  stream.update(text('bc'));
  expect(stream.digest()).toEqual(digestOf(text('abc')));
});

test('other bytes are noticed', async () => {
  const stream = new DigestStream();
  stream.update(text('abc'));
  stream.verify(digestOf(text('abc')));
  expect(await codeOf(async () => stream.verify(digestOf(text('abd'))))).toBe('checksum-mismatch');
});
