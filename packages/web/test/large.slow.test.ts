/// <reference lib="dom" />
/** Large files in a browser: the archive of the command, and memory that does not grow with the file. */
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CORPUS, randomDna } from '@pmklc/testing';
import type { WebCoder } from '@pmklc/web';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installed, launch, openBundle } from './browser.ts';

declare const coder: WebCoder;

const MAIN = fileURLToPath(new URL('../../cli/dist/main.js', import.meta.url));
const ECOLI = `${CORPUS}/ecoli_mg1655.fa`;
const MIB = 2 ** 20;

/** Packs and unpacks the file of the page's only input; gives the archive in base64, and whether all came back. */
async function roundTrip(page: Page, path: string, options: object) {
  await page.setContent('<input type="file">');
  await page.setInputFiles('input', path);
  return page.evaluate(async (options) => {
    const hash = async (blob: Blob) => {
      // A digest of the digests of 16 MiB each: all of it at once would be in memory.
      const digests: ArrayBuffer[] = [];
      for (let from = 0; from < blob.size; from += 2 ** 24) {
        const part = await blob.slice(from, from + 2 ** 24).arrayBuffer();
        digests.push(await crypto.subtle.digest('SHA-256', part));
      }
      const all = await crypto.subtle.digest('SHA-256', await new Blob(digests).arrayBuffer());
      return [...new Uint8Array(all)].join();
    };
    const file = document.querySelector('input')!.files![0]!;
    const archive = await coder.pack(file, options).result;
    const back = await coder.unpack(archive, options).result;
    const head = new Uint8Array(await archive.slice(0, 2 ** 22).arrayBuffer());
    let text = '';
    for (const byte of head) text += String.fromCharCode(byte);
    return {
      archive: btoa(text),
      size: archive.size,
      isSame: (await hash(file)) === (await hash(back)),
    };
  }, options);
}

/** Most memory that a renderer has had, in bytes. */
async function peakBytes(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const peaks = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))![1]);
  return Math.max(...peaks.map(Number)) * 1024;
}

describe.skipIf(!installed)('large files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pmklc-web-'));
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    ({ page } = await openBundle(browser));
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.skipIf(!existsSync(ECOLI))('E. coli becomes the archive of the command', async () => {
    await page.evaluate(() => coder.loadPublicPack());
    const { archive, isSame } = await roundTrip(page, ECOLI, {});
    const out = join(folder, 'ecoli.pmklc');
    execFileSync(process.execPath, [MAIN, '-q', '-o', out, ECOLI]);
    expect(Buffer.compare(Buffer.from(archive, 'base64'), readFileSync(out))).toBe(0);
    expect(isSame).toBe(true);
  });

  test('200 MB take the memory of a partition', async () => {
    const path = join(folder, 'large.txt');
    const file = openSync(path, 'w');
    for (let i = 0; i < 20; i++) writeSync(file, randomDna(10_000_000, i + 1));
    closeSync(file);
    const fresh = await launch();
    try {
      const { page } = await openBundle(fresh);
      const options = { level: 1, select: 'none', partitionBases: 2 ** 22 };
      const { isSame, size } = await roundTrip(page, path, options);
      expect(isSame).toBe(true);
      expect(size).toBeLessThan(51_000_000);
      const peak = await peakBytes(fresh);
      console.log(`most memory of the page: ${Math.round(peak / MIB)} MiB`);
      expect(peak).toBeLessThan(800 * MIB);
    } finally {
      await fresh.close();
    }
  });
});
