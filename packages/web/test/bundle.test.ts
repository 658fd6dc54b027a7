/// <reference lib="dom" />
/** The bundle in a browser, without a build of the page: it does what Node does, in a worker. */
import { readFileSync } from 'node:fs';
import { compress, type SequenceRecord } from '@pmklc/codec';
import { rangeServer, randomDna, readBytes, TESTDATA } from '@pmklc/testing';
import type { WebCoder, WorkInProgress } from '@pmklc/web';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BundlePage, installed, launch, openBundle } from './browser.ts';

/** Names that the page has; code of the tests runs there. */
declare const coder: WebCoder;
declare const get: (name: string) => Promise<Blob>;
declare const numbers: (blob: Blob) => Promise<number[]>;

const EBOLA = readBytes(`${TESTDATA}/bundibugyo_ebola.fa`);
const PLAIN = { level: 1, knowledge: { select: 'none' } } as const;
/** Long enough for a pause. */
const LONG = randomDna(3_000_000, 3);

describe.skipIf(!installed)('the bundle', () => {
  let browser: Browser;
  let opened: BundlePage;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    opened = await openBundle(browser);
    ({ page } = opened);
    opened.files.set('ebola.fa', EBOLA);
    opened.files.set('long.fa', LONG);
  });
  afterAll(() => browser?.close());

  test('packs as Node does, and unpacks that again; with public knowledge once it is loaded', async () => {
    const plain = await page.evaluate(async () => {
      return numbers(await coder.pack(await get('ebola.fa'), { level: 1, select: 'none' }).result);
    });
    expect(Buffer.compare(Uint8Array.from(plain), await compress(EBOLA, PLAIN))).toBe(0);
    const known = await compress(EBOLA);
    opened.files.set('known.pmklc', known);
    const lacking = await page.evaluate(async () => {
      return coder.unpack(await get('known.pmklc')).result.catch((error: Error) => ({
        name: error.name,
        code: (error as Error & { code: string }).code,
      }));
    });
    expect(lacking).toEqual({ name: 'PmklcError', code: 'model-mismatch' });
    const [packed, back] = await page.evaluate(async () => {
      await coder.loadPublicPack();
      const packed = await coder.pack(await get('ebola.fa')).result;
      const back = await coder.unpack(await get('known.pmklc')).result;
      return [await numbers(packed), await numbers(back)];
    });
    expect(Buffer.compare(Uint8Array.from(packed!), known)).toBe(0);
    expect(Buffer.compare(Uint8Array.from(back!), EBOLA)).toBe(0);
  });

  test('work can be paused, goes on, and gives the same', async () => {
    const facts = await page.evaluate(async () => {
      const file = await get('long.fa');
      const seen: number[] = [];
      let work: WorkInProgress<Blob> | undefined;
      const paused = new Promise<void>((resolve) => {
        work = coder.pack(file, { level: 1, select: 'none' }, ({ done }) => {
          seen.push(done);
          if (seen.length === 1) {
            work!.pause();
            resolve();
          }
        });
      });
      await paused;
      await new Promise((resolve) => setTimeout(resolve, 500));
      const before = seen.length;
      await new Promise((resolve) => setTimeout(resolve, 700));
      const after = seen.length;
      work!.resume();
      const { size } = await work!.result;
      return {
        before,
        after,
        size,
        end: seen.at(-1),
        isMonotonic: seen.every((n, i) => i === 0 || n >= seen[i - 1]!),
      };
    });
    expect(facts.after).toBe(facts.before);
    expect(facts.end).toBe(LONG.length);
    expect(facts.isMonotonic).toBe(true);
    expect(facts.size).toBe((await compress(LONG, PLAIN)).length);
  });

  test('work is cancelled, also in a pause, and the next goes on', async () => {
    const outcome = await page.evaluate(async () => {
      const file = await get('long.fa');
      const first = coder.pack(file, { level: 1, select: 'none' });
      setTimeout(() => first.pause(), 200);
      setTimeout(() => first.cancel(), 400);
      const name = await first.result.catch((error: Error) => error.name);
      const next = await coder.pack(await get('ebola.fa'), { level: 1, select: 'none' }).result;
      return { name, size: next.size };
    });
    expect(outcome).toEqual({ name: 'AbortError', size: (await compress(EBOLA, PLAIN)).length });
  });

  test('records and regions are read, of a file and of a server', async () => {
    const archive = await compress(EBOLA, PLAIN);
    opened.files.set('ebola.pmklc', archive);
    const server = await rangeServer(archive);
    try {
      const [local, remote] = await page.evaluate(async (url) => {
        const found = [];
        for (const source of [await get('ebola.pmklc'), url]) {
          const archive = await coder.open(source);
          const { records, hasMore } = await archive.records();
          const bases = await archive.read(records[0] as SequenceRecord, 100, 160);
          const sent = await archive.transferredBytes();
          const missing = await archive.find('nobody');
          await archive.close();
          const closed = await archive.read('x').catch((error: Error) => error.name);
          found.push({
            name: records[0]!.name,
            hasMore,
            text: String.fromCharCode(...bases),
            sent,
            missing,
            closed,
          });
        }
        return found;
      }, server.url);
      const text = Buffer.from(EBOLA).toString('latin1').split('\n').slice(1).join('');
      const common = {
        name: 'NC_014373.1',
        hasMore: false,
        text: text.slice(100, 160),
        closed: 'RangeError',
      };
      expect(local).toEqual({ ...common, sent: undefined, missing: undefined });
      expect(remote).toEqual({ ...common, sent: server.sentBytes, missing: undefined });
      server.fault = 'whole';
      const code = await page.evaluate(
        async (url) =>
          coder.open(url).then(
            () => '',
            (error: Error & { code: string }) => `${error.name} ${error.code}`,
          ),
        server.url,
      );
      expect(code).toBe('RemoteError no-ranges');
    } finally {
      await server.close();
    }
  });

  test('an archive is inspected', async () => {
    const found = await page.evaluate(async () => {
      const { bases, residues, records } = await coder.inspect(await get('ebola.pmklc'), 2 ** 10)
        .result;
      return { bases, residues, names: records.map(({ name }) => name) };
    });
    expect(found).toEqual({ bases: 18_940, residues: 18_940, names: ['NC_014373.1'] });
  });

  // The last: it judges all that was done before.
  test('nothing went wrong on the page', () => expect(opened.problems).toEqual([]));
});

test('the README says how large the bundle is', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const { length } = readFileSync(new URL('../bundle/pmklc-web.js', import.meta.url));
  const said = /`pmklc-web\.js` \| ([\d.]+) MB/.exec(readme)?.[1];
  expect(Number(said)).toBe(Math.round(length / 1e5) / 10);
});
