/**
 * Fetches SwiftShader, a Vulkan driver that needs no GPU, for the WebGPU suite: the three files of
 * Debian's chromium-common that make it, into node_modules/.cache/swiftshader. Needs no root.
 *
 *   node tools/swiftshader.mjs
 *
 * Does nothing where chromium is installed or the files are there. Never fails: where they cannot
 * be had (no Debian, no network), the suite says "skipped: no adapter".
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './workspace.mjs';

const INSTALLED = '/usr/lib/chromium';
const FETCHED = join(ROOT, 'node_modules', '.cache', 'swiftshader');
const DRIVER = 'vk_swiftshader_icd.json';
const FILES = [DRIVER, 'libvk_swiftshader.so', 'libvulkan.so.1'];
const LIMIT_MS = 120_000;

function runs(command, args, cwd) {
  const options = { cwd, stdio: 'ignore', timeout: LIMIT_MS };
  return spawnSync(command, args, options).status === 0;
}

function download(folder) {
  const args = ['download', 'chromium-common'];
  // The lists of packages may be missing or old; updating them may need rights we lack.
  if (runs('apt-get', args, folder)) return true;
  return runs('apt-get', ['update'], folder) && runs('apt-get', args, folder);
}

function fetch() {
  const folder = mkdtempSync(join(tmpdir(), 'pmklc-swiftshader-'));
  try {
    if (!download(folder)) return 'apt-get cannot download chromium-common';
    const archive = readdirSync(folder).find((name) => name.endsWith('.deb'));
    if (!runs('dpkg', ['-x', archive, 'files'], folder)) return 'dpkg cannot unpack it';
    mkdirSync(FETCHED, { recursive: true });
    for (const name of FILES) cpSync(join(folder, 'files', INSTALLED, name), join(FETCHED, name));
    return undefined;
  } catch (error) {
    return error.message;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const found = [INSTALLED, FETCHED].find((folder) => existsSync(join(folder, DRIVER)));
if (found) console.log(`swiftshader: in ${found}`);
else {
  const problem = fetch();
  console.log(problem ? `swiftshader: not to be had: ${problem}` : `swiftshader: in ${FETCHED}`);
}
