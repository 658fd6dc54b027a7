/**
 * The built package in headless Chromium: its WebAssembly, and its own WebGPU where that finds an
 * adapter. `npm run test:slow`; needs a Chromium (`CHROMIUM` names it) and a build.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

interface Found {
  error?: string;
  wasm: number;
  auto: { compared: number; choice: string };
  webgpu: { name?: string; compared?: number; error?: string };
}

const CHROMIUM = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
);
const PACKAGES = new URL('../../', import.meta.url);
const PAGE = `<!doctype html><script type="importmap">{"imports":{
"@pmklc/core":"/core/dist/index.js"}}</script>
<script type="module" src="/gske/test/browser-page.js"></script>`;
const TYPES: Record<string, string> = { js: 'text/javascript', wasm: 'application/wasm' };

/** Serves the packages, and gives what the page posts. */
function serve(): { server: Server; found: Promise<Found> } {
  let tell: (found: Found) => void;
  const found = new Promise<Found>((resolve) => (tell = resolve));
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '/';
    if (request.method === 'POST') {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        response.end();
        tell(JSON.parse(Buffer.concat(chunks).toString()) as Found);
      });
    } else if (path === '/') {
      response.setHeader('content-type', 'text/html').end(PAGE);
    } else if (/^\/(core|gske)\/(dist|test)\/[\w./-]+$/.test(path) && !path.includes('..')) {
      const file = new URL(`.${path}`, PACKAGES);
      response.setHeader('content-type', TYPES[path.split('.').pop()!] ?? 'text/plain');
      response.statusCode = existsSync(file) ? 200 : 404;
      response.end(existsSync(file) ? readFileSync(file) : '');
    } else response.writeHead(404).end();
  });
  return { server, found };
}

/** Opens the page and waits for its word. */
async function runPage(chromium: string): Promise<Found> {
  const { server, found } = serve();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const profile = mkdtempSync(join(tmpdir(), 'pmklc-chromium-'));
  const flags = ['--headless=new', '--no-sandbox', `--user-data-dir=${profile}`];
  const webGpu = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const browser = spawn(chromium, [...flags, ...webGpu, url], { stdio: 'ignore' });
  const gone = new Promise<never>((_, reject) => {
    browser.on('error', reject);
    browser.on('exit', (code) => reject(new Error(`the browser ended early, status ${code}`)));
  });
  try {
    return await Promise.race([found, gone]);
  } finally {
    gone.catch(() => {});
    browser.kill();
    await new Promise((resolve) => setTimeout(resolve, 500)); // it still writes to its profile
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

if (!CHROMIUM) console.log('skipped: no Chromium (CHROMIUM names one)');

test.skipIf(!CHROMIUM)('every backend of a browser gives the tokens of the reference', async () => {
  const found = await runPage(CHROMIUM!);
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
});
