/// <reference lib="dom" />
/**
 * The built package in headless Chromium: its WebAssembly, and its own WebGPU where that finds an
 * adapter. Needs a build and a Chromium; `node tools/chromium.mjs` fetches one.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LaunchOptions, Route } from 'playwright-core';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';

/** Findings of `browser-page.js`. */
interface Found {
  error?: string;
  wasm: number;
  auto: { compared: number; choice: string };
  webgpu: { name?: string; compared?: number; error?: string };
}

const tool = new URL('../../../tools/chromium.mjs', import.meta.url).href;
const { findChromium } = (await import(tool)) as { findChromium(): LaunchOptions | undefined };
const installed = findChromium();
if (!installed) console.log('skipped: no browser (node tools/chromium.mjs fetches one)');

const ARGS = ['--no-sandbox', '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
const PACKAGES = new URL('../../', import.meta.url);
const PAGE = `<!doctype html><script type="importmap">{"imports":{
"@pmklc/core":"/core/dist/index.js","#wasm-file":"/gske/dist/wasm/wasm-file.js"}}</script>
<script type="module" src="/gske/test/browser-page.js"></script>`;

/** Answers a request for the page or for a file of the two packages that it loads. */
function answer(route: Route): Promise<void> {
  const path = new URL(route.request().url()).pathname;
  if (path === '/') return route.fulfill({ contentType: 'text/html', body: PAGE });
  const file = new URL(`.${path}`, PACKAGES);
  const served = /^\/(core|gske)\/(dist|test)\//.test(path) && existsSync(file);
  return route.fulfill(served ? { path: fileURLToPath(file) } : { status: 404 });
}

async function runPage(): Promise<Found> {
  const browser = await chromium.launch({ ...installed, args: ARGS });
  try {
    const page = await browser.newPage();
    await page.route('**/*', answer);
    await page.goto('http://localhost/');
    return await page.evaluate(() => (globalThis as unknown as { found: Promise<Found> }).found);
  } finally {
    await browser.close();
  }
}

test.skipIf(!installed)(
  'every backend of a browser gives the tokens of the reference',
  async () => {
    const found = await runPage();
    expect(found.error).toBeUndefined();
    expect(found.wasm).toBe(72);
    expect(found.auto).toMatchObject({
      compared: 72,
      choice: expect.stringMatching(/^wasm/) as string,
    });
    if (found.webgpu.error?.startsWith('no-adapter')) {
      console.log('the browser has no WebGPU adapter: its WebAssembly was tested');
    } else {
      expect(found.webgpu).toMatchObject({ compared: 72 });
      console.log(`the browser's own WebGPU: ${found.webgpu.name}`);
    }
  },
);
