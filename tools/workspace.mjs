/** Finds the repository, installs it when needed, runs its tools. Plain Node, no dependencies. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root, with no trailing slash. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

const QUIET_NX = { NX_DAEMON: 'false', NX_NO_CLOUD: 'true' };

/** Runs one of Node's own scripts in the root; gives its exit status (1 when killed). */
export function run(script, args, env = {}) {
  const options = { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...QUIET_NX, ...env } };
  return spawnSync(process.execPath, [script, ...args], options).status ?? 1;
}

/** The script behind an installed command. */
export function tool(name) {
  const scripts = {
    nx: 'nx/dist/bin/nx.js',
    vitest: 'vitest/vitest.mjs',
    c8: 'c8/bin/c8.js',
    publint: 'publint/src/cli.js',
    attw: '@arethetypeswrong/cli/dist/index.js',
    tsc: 'typescript/bin/tsc',
  };
  return join(ROOT, 'node_modules', scripts[name]);
}

/** `npm ci`, unless the packages are there already. */
export function ensureInstalled() {
  if (existsSync(join(ROOT, 'node_modules', '.package-lock.json'))) return;
  console.log('installing with npm ci ...');
  const options = { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' };
  const { status } = spawnSync('npm', ['ci'], options);
  if (status !== 0) process.exit(status ?? 1);
}

/** Builds every package; quiet unless it fails, which ends the process. */
export function build() {
  const args = [tool('nx'), 'run-many', '-t', 'build', '--skip-sync', '--output-style=static'];
  const options = { cwd: ROOT, encoding: 'utf8', env: { ...process.env, ...QUIET_NX } };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
  if (status === 0) return;
  console.error(`${stdout}${stderr}\nthe build failed`);
  process.exit(1);
}
