/**
 * The licences of what others wrote and the bundle contains, which ask to be passed on.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { packageOf } from './package-of.mjs';

/**
 * @param inputs files of the bundle
 * @returns a text with a section for each package from `node_modules`
 * @throws Error when one has no licence
 */
export function licenses(inputs) {
  const others = inputs.filter((path) => path.includes(`${sep}node_modules${sep}`));
  const sections = new Map(others.map(packageOf).map((found) => [found.folder, section(found)]));
  return [...sections.values()].sort().join('\n');
}

function section({ folder, manifest: { name, version } }) {
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} has no licence`);
  return `# ${name} ${version}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}
