/**
 * Files of results: JSON that people can read and compare line by line.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../tools/workspace.mjs';

const FOLDER = join(ROOT, 'docs', 'benchmarks');
export const pathOf = (name) => join(FOLDER, name);

export const readResult = (name) => JSON.parse(readFileSync(pathOf(`${name}.json`), 'utf8'));

/** The innermost objects are a line each. */
function resultText(result) {
  const text = JSON.stringify(result, null, 1);
  return `${text.replace(/\{[^{}]*\}/g, (inner) => inner.replace(/\s+/g, ' '))}\n`;
}

export function writeResult(name, result) {
  writeFileSync(pathOf(`${name}.json`), resultText(result));
}

/**
 * The rows of an earlier result, but those that are measured again.
 * @throws Error when it was made with other levels, or with other knowledge
 */
export function earlierRows(name, { levels, select }, measured) {
  if (!existsSync(pathOf(`${name}.json`))) return [];
  const earlier = readResult(name);
  if (earlier.levels.join() !== levels.join() || earlier.select !== select) {
    throw new Error(`${name}.json is of other levels or another --select: measure all files`);
  }
  return earlier.files.filter((file) => !measured.includes(file.name));
}

export const byName = (a, b) => (a.name < b.name ? -1 : 1);
