/// <reference lib="dom" />
/**
 * The bundle in headless Chromium, from a folder as it would be served. `node tools/chromium.mjs` fetches a Chromium.
 */
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Browser, LaunchOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

const tool = new URL('../../../tools/chromium.mjs', import.meta.url).href;
const { findChromium } = (await import(tool)) as { findChromium(): LaunchOptions | undefined };

/** Undefined where there is none. */
export const installed = findChromium();
if (!installed) console.log('skipped: no browser (node tools/chromium.mjs fetches one)');

const BUNDLE = new URL('../bundle/', import.meta.url);
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.html': 'text/html' };
const PAGE = `<!doctype html><title>x</title><link rel="icon" href="data:,"><script type="module">
  import * as web from './pmklc-web.js';
  const coder = new web.WebCoder();
  const get = async (name) => new Blob([await (await fetch(name)).arrayBuffer()]);
  const numbers = async (blob) => [...new Uint8Array(await blob.arrayBuffer())];
  Object.assign(globalThis, { web, coder, get, numbers });
</script>`;

/** A page with the bundle in it, and what went wrong there. */
export interface BundlePage {
  readonly page: Page;
  readonly files: Map<string, Uint8Array>;
  readonly problems: string[];
}

export async function launch(): Promise<Browser> {
  // Else pages need a person's permission to read from a server on this machine.
  const args = ['--no-sandbox', '--disable-features=LocalNetworkAccessChecks'];
  return chromium.launch({ ...installed, args, timeout: 0 });
}

export async function openBundle(browser: Browser): Promise<BundlePage> {
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  const files = new Map<string, Uint8Array>();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  await page.route('http://localhost/**', (route) => {
    const path = new URL(route.request().url()).pathname.slice(1);
    const body = files.get(path) ?? (path === '' ? PAGE : readFileSync(new URL(path, BUNDLE)));
    const contentType = TYPES[path === '' ? '.html' : extname(path)] ?? 'application/octet-stream';
    return route.fulfill({
      contentType,
      body: typeof body === 'string' ? body : Buffer.from(body),
    });
  });
  await page.goto('http://localhost/');
  await page.waitForFunction(() => 'coder' in globalThis);
  return { page, files, problems };
}
