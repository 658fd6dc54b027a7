/**
 * Fetches a Chromium without a window, for the suites that need a browser: Debian's
 * chromium-headless-shell and those libraries that are not installed here, 300 MB in
 * node_modules/.cache/chromium. Needs no root.
 *
 *   node tools/chromium.mjs
 *
 * Does nothing where there is a Chromium or the files are there. Never fails: where they cannot be
 * had (no Debian, no network), the suites say "skipped: no browser".
 */
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { missingPackages, withPackages } from './debian-packages.mjs';
import { ROOT } from './workspace.mjs';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/google-chrome'];
const PACKAGE = 'chromium-headless-shell';
const FETCHED = join(ROOT, 'node_modules', '.cache', 'chromium');
const SHELL = join(FETCHED, 'usr', 'lib', 'chromium', PACKAGE);
const LIBRARIES = join(FETCHED, 'usr', 'lib', 'x86_64-linux-gnu');

/**
 * A browser, and the environment that it needs; undefined when there is none.
 * `CHROMIUM` names another one.
 */
export function findChromium() {
  const paths = [process.env.CHROMIUM, ...INSTALLED];
  const executablePath = paths.find((path) => path !== undefined && existsSync(path));
  if (executablePath !== undefined) return { executablePath, env: process.env };
  if (!existsSync(SHELL)) return undefined;
  const folders = [LIBRARIES, join(LIBRARIES, 'pulseaudio'), process.env.LD_LIBRARY_PATH];
  const LD_LIBRARY_PATH = folders.filter(Boolean).join(':');
  return { executablePath: SHELL, env: { ...process.env, LD_LIBRARY_PATH } };
}

function main() {
  const problem =
    findChromium() === undefined
      ? withPackages(
          () => missingPackages(PACKAGE),
          (files) => cpSync(files, FETCHED, { recursive: true, verbatimSymlinks: true }),
        )
      : undefined;
  const found = findChromium()?.executablePath;
  console.log(found ? `chromium: ${found}` : `chromium: not to be had: ${problem}`);
}

if (process.argv[1] === import.meta.filename) main();
