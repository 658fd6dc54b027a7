/**
 * Whether the declarations of all packages stand on their own: no DOM, no types of an optional package, nothing skipped.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestOf } from './installed-packages.mjs';
import { ROOT, tool } from './workspace.mjs';

/** The compiler's strictest view of a program for Node. */
const COMPILER_OPTIONS = {
  strict: true,
  skipLibCheck: false,
  module: 'nodenext',
  target: 'es2023',
  lib: ['ES2023'],
  types: ['node'],
  typeRoots: [join(ROOT, 'node_modules', '@types')],
  noEmit: true,
};

/**
 * Compiles a program that imports every entry point.
 * @param project a folder with the packages in its `node_modules`
 * @returns the names of the entry points
 * @throws Error with what the compiler says
 */
export function checkTypes(project) {
  const program = join(project, 'types');
  mkdirSync(program);
  const names = entryPoints(join(project, 'node_modules', '@pmklc'));
  const imports = names.map((name, i) => `import * as entry${i} from '${name}';\n`);
  const uses = names.map((_, i) => `entry${i}`).join(', ');
  writeFileSync(join(program, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(join(program, 'all.ts'), `${imports.join('')}export const all = [${uses}];\n`);
  const config = { compilerOptions: COMPILER_OPTIONS, files: ['all.ts'] };
  writeFileSync(join(program, 'tsconfig.json'), JSON.stringify(config));
  const args = [tool('tsc'), '-p', program];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the types of the packages do not compile\n${stdout}${stderr}`);
  return names;
}

/** Entry points that programs can import, by the `exports` of each package. */
function entryPoints(packages) {
  return readdirSync(packages).flatMap((name) => {
    const { exports = {} } = manifestOf(join(packages, name));
    const paths = Object.keys(exports).filter((path) => !path.endsWith('.json'));
    return paths.map((path) => `@pmklc/${name}${path.slice(1)}`);
  });
}
