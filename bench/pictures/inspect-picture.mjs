/**
 * Makes docs/inspect.png, what the page of `pmklc inspect` looks like, of a part of human chromosome 22.
 *
 *   npm run build && node tools/chromium.mjs && node bench/pictures/inspect-picture.mjs [--corpus DIR]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { findChromium } from '../../tools/chromium.mjs';
import { ROOT } from '../../tools/workspace.mjs';

const FILE = 'human_chr22_1mb.fa';
const SIZE = { width: 1240, height: 690 };
const { values } = parseArgs({
  options: { corpus: { type: 'string', default: join(ROOT, '..', 'shared', 'corpus', 'dev') } },
});

const folder = mkdtempSync(join(tmpdir(), 'pmklc-picture-'));
const browser = await chromium.launch({ ...findChromium(), args: ['--no-sandbox'] });
try {
  const report = join(folder, 'report.html');
  const main = join(ROOT, 'packages', 'cli', 'dist', 'main.js');
  const inspect = ['inspect', '--select', 'none', FILE, '-o', report];
  execFileSync(process.execPath, [main, ...inspect], { cwd: values.corpus });
  const page = await browser.newPage({ viewport: SIZE });
  await page.goto(pathToFileURL(report).href);
  await page.waitForFunction(() => document.documentElement.dataset.view !== undefined);
  await page.screenshot({ path: join(ROOT, 'docs', 'inspect.png') });
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
