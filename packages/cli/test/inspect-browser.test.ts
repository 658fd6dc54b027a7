/// <reference lib="dom" />
/**
 * The page of `pmklc inspect` in a browser: it draws what was found, and people can move in it. Needs a
 * Chromium; `node tools/chromium.mjs` fetches one.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inspectionPage } from '../src/inspect/page.ts';
import { inspectKnown } from './inspect-support.ts';

interface Found {
  executablePath: string;
  env: Record<string, string>;
}

const tool = new URL('../../../tools/chromium.mjs', import.meta.url).href;
const { findChromium } = (await import(tool)) as { findChromium(): Found | undefined };
const found = findChromium();
if (found === undefined) console.log('skipped: no browser (node tools/chromium.mjs fetches one)');

/** Colours of a column of the plot, from the top: the name of each, as the style sheet calls it. */
async function columnAt(page: Page, residue: number): Promise<string[]> {
  return page.evaluate((at) => {
    const canvas = document.getElementById('plot') as HTMLCanvasElement;
    const names = ['cost', 'gap', 'contexts', 'networks', 'copies', 'shortcut', 'unforeseen'];
    const probe = document.createElement('canvas').getContext('2d')!;
    const known = names.map((name) => {
      const style = getComputedStyle(document.documentElement);
      probe.fillStyle = style.getPropertyValue(`--${name}`);
      probe.fillRect(0, 0, 1, 1);
      return [name, [...probe.getImageData(0, 0, 1, 1).data].join()] as const;
    });
    const x = Math.floor(58 + ((canvas.width - 58) * at) / 70_000);
    const { data } = canvas.getContext('2d')!.getImageData(x, 0, 1, canvas.height);
    return Array.from({ length: canvas.height }, (_, y) => {
      const colour = [...data.subarray(4 * y, 4 * y + 4)].join();
      return known.find(([, value]) => value === colour)?.[0] ?? 'other';
    });
  }, residue);
}

const countOf = (column: string[], name: string) => column.filter((one) => one === name).length;
const viewOf = (page: Page) => page.evaluate(() => document.documentElement.dataset['view']);

describe.skipIf(found === undefined)('in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pmklc-inspect-'));
  const file = join(folder, 'report.html');
  const problems: string[] = [];
  const requests: string[] = [];
  let browser: Browser;
  let page: Page;

  async function openPage(colorScheme: 'light' | 'dark'): Promise<Page> {
    const viewport = { width: 1200, height: 900 };
    const opened = await browser.newPage({ viewport, colorScheme });
    // The suite's own limit ends what hangs.
    opened.setDefaultTimeout(0);
    opened.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    opened.on('pageerror', (error) => problems.push(error.message));
    opened.on('dialog', (dialog) => {
      problems.push(dialog.message());
      void dialog.dismiss();
    });
    opened.on('request', (request) => requests.push(request.url()));
    await opened.goto(pathToFileURL(file).href);
    await opened.waitForFunction(() => document.documentElement.dataset['view'] !== undefined);
    return opened;
  }

  beforeAll(async () => {
    writeFileSync(file, inspectionPage('known.fa', await inspectKnown()));
    browser = await chromium.launch({ ...found, args: ['--no-sandbox'], timeout: 0 });
    page = await openPage('light');
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('random bases are a high bar, N are a gap, a copy is next to nothing', async () => {
    const [random, gap, copy] = await Promise.all(
      [10_000, 25_000, 62_000].map((residue) => columnAt(page, residue)),
    );
    expect(countOf(random!, 'cost')).toBeGreaterThan(180);
    expect(countOf(gap!, 'cost')).toBe(0);
    expect(countOf(gap!, 'gap')).toBeGreaterThan(240);
    expect(countOf(copy!, 'cost')).toBeLessThan(5);
  });

  test('the copy is carried by copies, random bases by nothing in particular', async () => {
    const [random, copy] = await Promise.all([10_000, 62_000].map((at) => columnAt(page, at)));
    expect(countOf(copy!, 'shortcut') + countOf(copy!, 'copies')).toBeGreaterThan(60);
    expect(countOf(random!, 'shortcut') + countOf(random!, 'copies')).toBeLessThan(40);
    expect(countOf(random!, 'unforeseen')).toBeGreaterThan(10);
  });

  test('a screenshot shows the plot', async () => {
    const shot = await page.locator('#plot').screenshot({ path: process.env['PMKLC_SCREENSHOT'] });
    const viewer = await browser.newPage();
    const colours = await viewer.evaluate(async (base64) => {
      const blob = await (await fetch(`data:image/png;base64,${base64}`)).blob();
      const image = await createImageBitmap(blob);
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      const counts: Record<string, number> = {};
      for (let i = 0; i < data.length; i += 4) {
        const colour = data.subarray(i, i + 3).join();
        counts[colour] = (counts[colour] ?? 0) + 1;
      }
      return Object.values(counts).map((count) => (4 * count) / data.length);
    }, shot.toString('base64'));
    await viewer.close();
    expect(Math.max(...colours)).toBeLessThan(0.7);
    expect(colours.filter((share) => share > 0.01).length).toBeGreaterThan(4);
  });

  test('wheel, keys, buttons and records move the view', async () => {
    expect(await viewOf(page)).toBe('1-70000');
    await page.locator('#plot').hover({ position: { x: 600, y: 100 } });
    await page.mouse.wheel(0, -500);
    await page.waitForFunction(() => document.documentElement.dataset['view'] !== '1-70000');
    await page.keyboard.press('0');
    await page.waitForFunction(() => document.documentElement.dataset['view'] === '1-70000');
    await page.locator('[data-do=in]').click();
    await page.waitForFunction(() => document.documentElement.dataset['view'] === '17501-52500');
    await page.locator('[data-record="1"]').click();
    await page.waitForFunction(() => document.documentElement.dataset['view'] === '28401-70000');
    await page.locator('[data-do=all]').click();
    await page.waitForFunction(() => document.documentElement.dataset['view'] === '1-70000');
  });

  test('what is under the pointer is said', async () => {
    await page.locator('#plot').scrollIntoViewIfNeeded();
    await page.locator('#plot').hover({ position: { x: 200, y: 100 } });
    const text = await page.locator('#readout').textContent();
    expect(text).toMatch(/^<script>alert\(1\)<\/script>:[\d,]+: [\d.]+ bits per base; .* %$/);
  });

  test('it is dark where the system is, and the button changes that', async () => {
    const dark = await openPage('dark');
    const background = () => dark.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await background()).toBe('rgb(20, 23, 27)');
    await dark.locator('#theme').click();
    expect(await background()).toBe('rgb(251, 251, 250)');
    expect(countOf(await columnAt(dark, 10_000), 'cost')).toBeGreaterThan(180);
    await dark.close();
  });

  test('it is as wide as a telephone', async () => {
    const narrow = await openPage('light');
    await narrow.setViewportSize({ width: 420, height: 800 });
    expect(await narrow.evaluate(() => document.documentElement.scrollWidth)).toBe(420);
    await narrow.close();
  });

  // The last: it judges all that was done before.
  test('nothing went wrong, nothing of a name was run, nothing was loaded', () => {
    expect(problems).toEqual([]);
    expect(new Set(requests)).toEqual(new Set([pathToFileURL(file).href]));
  });
});
