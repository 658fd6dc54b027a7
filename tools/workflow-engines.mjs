/**
 * Installs engines of workflows for the suites that need them: Debian's cwltool and snakemake. Needs root.
 *
 *   node tools/workflow-engines.mjs [package ...]
 *
 * Does nothing where they are there. Never fails: where they cannot be had, suites say so, and fail in CI.
 */
import { spawnSync } from 'node:child_process';

const PACKAGES = ['cwltool', 'snakemake'];

function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', args, { stdio: 'ignore', env }).status === 0;
}

const isThere = (name) => spawnSync('dpkg', ['-s', name], { stdio: 'ignore' }).status === 0;

const given = process.argv.slice(2);
const missing = (given.length > 0 ? given : PACKAGES).filter((name) => !isThere(name));
if (missing.length > 0) {
  const install = () => aptGet('install', '--yes', '--no-install-recommends', ...missing);
  if (!install() && aptGet('update')) install();
}
for (const name of missing)
  console.log(`${name}: ${isThere(name) ? 'installed' : 'not to be had'}`);
