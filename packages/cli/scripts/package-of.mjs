/**
 * The package that a file belongs to.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @returns its folder, and its package.json */
export function packageOf(file) {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, 'package.json');
    if (!existsSync(path)) continue;
    const manifest = JSON.parse(readFileSync(path, 'utf8'));
    // Some packages have more of these below, which say what kind of modules are there.
    if (manifest.version !== undefined) return { folder, manifest };
  }
  throw new Error(`${file} belongs to no package`);
}
