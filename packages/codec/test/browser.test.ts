/// <reference lib="dom" />
/**
 * The built packages, bundled by Vite, in headless Chromium, against the same in Node. Needs a build and a Chromium;
 * `node tools/chromium.mjs` fetches one.
 */
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { compress, decompress } from '@pmklc/codec';
import { publicPack } from '@pmklc/knowledge';
import type { Browser, LaunchOptions, Page, Route } from 'playwright-core';
import { chromium } from 'playwright-core';
import { build, type Rollup } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FAST, headersOf, testdata } from './support.ts';

const tool = new URL('../../../tools/chromium.mjs', import.meta.url).href;
const { findChromium } = (await import(tool)) as { findChromium(): LaunchOptions | undefined };
const installed = findChromium();
if (!installed) console.log('skipped: no browser (node tools/chromium.mjs fetches one)');

/** A genome with a line in nine in lower case and a line in fifty of N. */
const GENOME = Uint8Array.from(
  Buffer.from(
    Buffer.from(testdata('bundibugyo_ebola.fa'))
      .toString()
      .split('\n')
      .map((line, i) => (i % 9 === 3 ? line.toLowerCase() : line))
      .map((line, i) => (i % 50 === 7 ? 'N'.repeat(line.length) : line))
      .join('\n'),
  ),
);

const files = new Map<string, Uint8Array>();
let browser: Browser;
let page: Page;

/** The bundle's files, by name. */
async function bundle(): Promise<void> {
  const result = await build({
    root: fileURLToPath(new URL('.', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      assetsInlineLimit: 0,
      rollupOptions: {
        input: fileURLToPath(new URL('browser-page.js', import.meta.url)),
        output: { entryFileNames: 'page.js' },
      },
    },
  });
  for (const output of (result as Rollup.RollupOutput).output) {
    const content = output.type === 'chunk' ? output.code : output.source;
    files.set(`/${output.fileName}`, Buffer.from(content));
  }
}

function answer(route: Route): Promise<void> {
  const path = new URL(route.request().url()).pathname;
  if (path === '/') {
    const body = '<!doctype html><script type="module" src="/page.js"></script>';
    return route.fulfill({ contentType: 'text/html', body });
  }
  const file = files.get(path);
  if (file === undefined) return route.fulfill({ status: 404 });
  const contentType = path.endsWith('.js') ? 'text/javascript' : 'application/wasm';
  return route.fulfill({ contentType, body: Buffer.from(file) });
}

/** Calls a function of `browser-page.js`. */
async function call(name: string, ...values: unknown[]): Promise<unknown> {
  return page.evaluate(
    ([name, values]) => {
      const { page } = globalThis as unknown as {
        page: Record<string, (...values: unknown[]) => unknown>;
      };
      return page[name]!(...values);
    },
    [name, values] as const,
  );
}

describe.skipIf(!installed)('a browser', () => {
  beforeAll(async () => {
    await bundle();
    files.set('/genome', GENOME);
    browser = await chromium.launch({ ...installed, args: ['--no-sandbox'] });
  });

  afterAll(() => browser?.close());

  /** Nothing is loaded yet in a fresh one. */
  async function openPage(): Promise<void> {
    page = await browser.newPage();
    await page.route('**/*', answer);
    await page.goto('http://localhost/');
  }

  test('makes the archive that Node makes', async () => {
    await openPage();
    const archive = Uint8Array.from((await call('packed', '/genome', FAST)) as number[]);
    expect(Buffer.compare(archive, await compress(GENOME, FAST))).toBe(0);
    expect(Buffer.compare(await decompress(archive), GENOME)).toBe(0);
  });

  test('unpacks what Node packed', async () => {
    await openPage();
    files.set('/plain', await compress(GENOME, { knowledge: { select: 'none' } }));
    expect(await call('unpacks', '/plain', '/genome')).toBe(true);
  });

  test('uses public knowledge once that is loaded, and says so when an archive needs it', async () => {
    await openPage();
    const archive = await compress(GENOME);
    files.set('/public', archive);
    const without = Uint8Array.from((await call('packed', '/genome')) as number[]);
    expect((await headersOf(without))[0]!.model.knowledge).toEqual([]);
    expect(await call('unpacks', '/public', '/genome')).toMatch(
      /^model-mismatch: .*: the public pack, which is not loaded: await loadPublicPack\(\) first$/,
    );
    expect(await call('loadPublicPack')).toBe(publicPack().hexId);
    expect(await call('unpacks', '/public', '/genome')).toBe(true);
    const packed = Uint8Array.from((await call('packed', '/genome')) as number[]);
    expect(Buffer.compare(packed, archive)).toBe(0);
  });

  test('unpacks Brotli as Node does: whole, to a limit, to a cut', async () => {
    await openPage();
    const packed = brotliCompressSync(GENOME);
    files.set('/brotli', packed);
    files.set('/cut', packed.subarray(0, packed.length / 2));
    const limitBytes = GENOME.length;
    const unpack = (name: string, limits: object) =>
      call('unpackedBytes', name, '/genome', { limitBytes, ...limits });
    expect(await unpack('/brotli', {})).toBe(GENOME.length);
    expect(await unpack('/brotli', { limitBytes: GENOME.length - 1 })).toBe(
      'memory-limit: it cannot be unpacked',
    );
    expect(await unpack('/cut', {})).toBe('corrupt: it cannot be unpacked');
    expect(await unpack('/cut', { mayBeCut: true })).toBeGreaterThan(GENOME.length / 3);
    const back = brotliDecompressSync(
      Uint8Array.from((await call('brotliOf', '/genome')) as number[]),
    );
    expect(Buffer.compare(back, GENOME)).toBe(0);
  });
});
