/**
 * Fetches SwiftShader, a Vulkan driver that needs no GPU, for the WebGPU suite: the three files of
 * Debian's chromium-common that make it, into node_modules/.cache/swiftshader. Needs no root.
 *
 *   node tools/swiftshader.mjs
 *
 * Does nothing where chromium is installed or the files are there. Never fails: where they cannot
 * be had (no Debian, no network), the suite says "skipped: no adapter".
 */
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { withPackages } from './debian-packages.mjs';
import { ROOT } from './workspace.mjs';

const INSTALLED = '/usr/lib/chromium';
const FETCHED = join(ROOT, 'node_modules', '.cache', 'swiftshader');
const DRIVER = 'vk_swiftshader_icd.json';
const FILES = [DRIVER, 'libvk_swiftshader.so', 'libvulkan.so.1'];

function keep(files) {
  mkdirSync(FETCHED, { recursive: true });
  for (const name of FILES) cpSync(join(files, INSTALLED, name), join(FETCHED, name));
}

const found = [INSTALLED, FETCHED].find((folder) => existsSync(join(folder, DRIVER)));
if (found) console.log(`swiftshader: in ${found}`);
else {
  const problem = withPackages(() => ['chromium-common'], keep);
  console.log(problem ? `swiftshader: not to be had: ${problem}` : `swiftshader: in ${FETCHED}`);
}
