/**
 * Checks what users will get: packs every package, then runs publint and "are the types wrong"
 * over the tarballs. Needs a build.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publishedPackages } from './installed-packages.mjs';
import { ROOT, tool } from './workspace.mjs';

const folder = mkdtempSync(join(tmpdir(), 'pmklc-packages-'));

function packAll() {
  const args = ['pack', ...publishedPackages(), '--silent', '--pack-destination', folder];
  const stdio = ['ignore', 'ignore', 'inherit'];
  const shell = process.platform === 'win32';
  if (spawnSync('npm', args, { cwd: ROOT, stdio, shell }).status !== 0) {
    throw new Error('npm pack failed');
  }
  return readdirSync(folder).map((name) => join(folder, name));
}

/** Runs one check; shows its output when it fails. */
function passes(name, args) {
  const options = { cwd: ROOT, encoding: 'utf8' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool(name), ...args], options);
  if (status !== 0) console.error(`${name} ${args.join(' ')}\n${stdout}${stderr}`);
  return status === 0;
}

let failures = 0;
try {
  for (const tarball of packAll()) {
    if (!passes('publint', ['run', tarball, '--strict'])) failures++;
    if (!passes('attw', [tarball, '--profile', 'esm-only', '--format', 'ascii'])) failures++;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(failures ? `check-packages: ${failures} checks failed` : 'check-packages: all fine');
process.exitCode = failures ? 1 : 0;
