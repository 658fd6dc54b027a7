/**
 * Packages of this repository that are published, and what they need from elsewhere as it is installed here: for tests that have no
 * network.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './workspace.mjs';

/** The package.json of a folder. */
export const manifestOf = (at) => JSON.parse(readFileSync(join(at, 'package.json'), 'utf8'));

/** Folders of the packages under `root` that are published: all but the private ones. */
export function publishedPackages(root = ROOT) {
  const folders = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name));
  return folders.filter((at) => !manifestOf(at).private);
}

/** Folders of all that the packages need from elsewhere, found as Node finds them. */
export function dependencies() {
  const found = new Map();
  const visit = (at) => {
    for (const name of Object.keys(manifestOf(at).dependencies ?? {})) {
      const target = findPackage(name, at);
      if (found.has(target)) continue;
      found.set(target, name);
      visit(target);
    }
  };
  publishedPackages().forEach(visit);
  return [...found].filter(([, name]) => !name.startsWith('@pmklc/')).map(([at]) => at);
}

function findPackage(name, from) {
  const paths = createRequire(join(from, 'package.json')).resolve.paths(name) ?? [];
  for (const path of paths) {
    try {
      manifestOf(join(path, name));
      return join(path, name);
    } catch {
      // Not there: the next place.
    }
  }
  throw new Error(`${name}, which ${from} depends on, is not installed`);
}
