/**
 * Checks what users will get: packs every package, then runs publint and "are the types wrong"
 * over the tarballs. Needs a build. Packages must ship their licence and no build leftovers.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, run, tool } from './workspace.mjs';

const folder = mkdtempSync(join(tmpdir(), 'pmklc-packages-'));

function packAll() {
  const args = ['pack', '--workspaces', '--silent', '--pack-destination', folder];
  const options = {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  };
  if (spawnSync('npm', args, options).status !== 0) throw new Error('npm pack failed');
  return readdirSync(folder).map((name) => join(folder, name));
}

let failures = 0;
try {
  for (const tarball of packAll()) {
    failures += run(tool('publint'), ['run', tarball, '--strict']) !== 0;
    failures +=
      run(tool('attw'), [tarball, '--profile', 'esm-only', '--format', 'ascii', '--quiet']) !== 0;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(failures ? `check-packages: ${failures} checks failed` : 'check-packages: all fine');
process.exitCode = failures ? 1 : 0;
