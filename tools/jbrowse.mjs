/**
 * Fetches JBrowse's core, for the suite of its plugin, into node_modules/.cache/jbrowse: 270 MB, which
 * only this suite needs, so that it is no dependency of the workspace.
 *
 *   node tools/jbrowse.mjs
 *
 * Never fails: where it cannot be had, the suite says "skipped: no JBrowse".
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './workspace.mjs';

const FETCHED = join(ROOT, 'node_modules', '.cache', 'jbrowse');
const CORE = join(FETCHED, 'node_modules', '@jbrowse', 'core', 'esm', 'PluginManager.js');
const LIMIT_MS = 300_000;

/** What its core imports without saying so is named, too. */
const DEPENDENCIES = {
  '@emotion/react': '^11.14.0',
  '@emotion/styled': '^11.14.0',
  '@jbrowse/core': '4.3.0',
  react: '^19.3.1',
  'react-dom': '^19.3.1',
};

/** URL of the module of its plugin manager; undefined when it is not there. */
export function findJbrowse() {
  return existsSync(CORE) ? pathToFileURL(CORE).href : undefined;
}

function main() {
  if (findJbrowse() === undefined) {
    mkdirSync(FETCHED, { recursive: true });
    const project = { private: true, type: 'module', dependencies: DEPENDENCIES };
    writeFileSync(join(FETCHED, 'package.json'), JSON.stringify(project));
    const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund'];
    spawnSync('npm', args, { cwd: FETCHED, stdio: 'inherit', timeout: LIMIT_MS });
  }
  console.log(`jbrowse: ${findJbrowse() ?? 'not to be had'}`);
}

if (process.argv[1] === import.meta.filename) main();
