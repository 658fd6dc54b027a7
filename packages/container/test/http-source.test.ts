/** Files on a server: what is asked for, what is kept, and what bad servers do. */
import type { HttpSource } from '@pmklc/container';
import { httpSource, RemoteError } from '@pmklc/container';
import type { Fault, RangeServer } from '@pmklc/testing';
import { randomDna, rangeServer } from '@pmklc/testing';
import { afterAll, beforeEach, expect, test } from 'vitest';

const FILE = randomDna(1000);
const server: RangeServer = await rangeServer(FILE);
afterAll(() => server.close());

beforeEach(() => {
  Object.assign(server, { bytes: FILE, etag: '"1"', fault: 'none', sentBytes: 0 });
  server.ranges.length = 0;
});

const open = (options = {}) => httpSource(server.url, { pieceBytes: 100, ...options });
const codeOf = async (work: Promise<unknown>) => {
  const error: unknown = await work.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RemoteError);
  expect((error as RemoteError).url).toBe(server.url);
  return (error as RemoteError).code;
};

async function expectRead(source: HttpSource, offset: number, length: number): Promise<void> {
  const bytes = await source.read(offset, length);
  expect([...bytes]).toEqual([...FILE.subarray(offset, offset + length)]);
}

test('any bytes are read, in whole pieces, each once', async () => {
  const source = await open();
  expect(source.size).toBe(1000);
  await expectRead(source, 0, 100);
  await expectRead(source, 250, 300);
  await expectRead(source, 299, 2);
  await expectRead(source, 150, 850);
  await expectRead(source, 400, 0);
  expect(server.ranges).toEqual([
    ...['bytes=0-99', 'bytes=200-599', 'bytes=100-199', 'bytes=600-999'],
  ]);
  expect(source.requests).toBe(4);
  expect(source.transferredBytes).toBe(1000);
  expect(server.sentBytes).toBe(1000);
});

test('two that ask for the same at the same time ask the server once', async () => {
  const source = await open();
  await Promise.all([expectRead(source, 310, 20), expectRead(source, 320, 100)]);
  expect(server.ranges.slice(1)).toEqual(['bytes=300-399', 'bytes=400-499']);
});

test('no more pieces are kept than said, the latest ones', async () => {
  const source = await open({ cacheBytes: 200 });
  for (const offset of [0, 100, 0, 200, 0, 100]) await expectRead(source, offset, 10);
  expect(server.ranges).toEqual([
    ...['bytes=0-99', 'bytes=100-199', 'bytes=200-299', 'bytes=100-199'],
  ]);
});

test('what is outside of the file is not asked for', async () => {
  const source = await open();
  await expect(source.read(990, 11)).rejects.toThrow(RangeError);
  await expect(source.read(-1, 1)).rejects.toThrow(RangeError);
  expect(server.ranges).toHaveLength(1);
});

test('an empty file has no bytes, and one smaller than a piece is one', async () => {
  server.bytes = new Uint8Array(0);
  expect((await open()).size).toBe(0);
  server.bytes = FILE.subarray(0, 7);
  await expectRead(await open(), 0, 7);
});

test('headers go along', async () => {
  const asked: unknown[] = [];
  const fetch = async (...given: Parameters<typeof globalThis.fetch>) => {
    asked.push(given[1]?.headers);
    return globalThis.fetch(...given);
  };
  await httpSource(server.url, { headers: { authorization: 'x' }, pieceBytes: 10, fetch });
  expect(asked).toEqual([{ authorization: 'x', range: 'bytes=0-9' }]);
});

test.each<[Fault, string]>([
  ['whole', 'no-ranges'],
  ['silent', 'no-ranges'],
  ['elsewhere', 'wrong-answer'],
  ['short', 'wrong-answer'],
  ['missing', 'bad-status'],
])('a server with the fault "%s" is told by %s, at once and later', async (fault, code) => {
  const source = await open();
  server.fault = fault;
  expect(await codeOf(open())).toBe(code);
  expect(await codeOf(source.read(500, 1))).toBe(code);
  server.fault = 'none';
  await expectRead(source, 500, 1);
});

test('a file that changes while it is read is found', async () => {
  const source = await open();
  server.etag = '"2"';
  expect(await codeOf(source.read(500, 1))).toBe('changed');
  server.etag = '"1"';
  server.bytes = FILE.subarray(0, 600);
  expect(await codeOf(source.read(500, 1))).toBe('changed');
  expect(await codeOf(source.read(900, 1))).toBe('changed');
});

test('a server that is not there is told, and an abort is the reason', async () => {
  const gone = await rangeServer(FILE);
  await gone.close();
  await expect(httpSource(gone.url)).rejects.toMatchObject({ code: 'unreachable' });
  const stop = new AbortController();
  const source = await open({ signal: stop.signal });
  stop.abort(new Error('enough'));
  await expect(source.read(500, 1)).rejects.toThrow('enough');
});

test.each([{ pieceBytes: 0 }, { pieceBytes: 1.5 }, { pieceBytes: 2 ** 31 }, { cacheBytes: -1 }])(
  'options out of their range: %o',
  async (options) => {
    await expect(open(options)).rejects.toThrow(RangeError);
  },
);

test('arguments of other kinds', async () => {
  await expect(httpSource(7 as never)).rejects.toThrow('url must be a string or a URL');
  await expect(httpSource(server.url, null as never)).rejects.toThrow('options must be an object');
});
