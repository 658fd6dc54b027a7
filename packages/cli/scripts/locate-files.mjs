/**
 * A plugin of esbuild for files that modules find beside themselves, by `new URL('../x.wasm', import.meta.url)`: in a bundle
 * they are no longer there.
 *
 * - A module is an entry of the bundle, and lies beside it: `new URL('./worker.js', import.meta.url)`.
 * - Another file of this package is found from the bundle.
 * - A file of another package stays in that package, which is installed once for all that use it. The public pack is large.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { packageOf } from './package-of.mjs';

/** The URL in quotes of a kind, which a template has, too: its first part has to name the folder. */
const FILE_URL = /new URL\(\s*(['"`])(\.{1,2}\/.*?)\1,\s*import\.meta\.url,?\s*\)/g;

/**
 * @param root folder of the package that is bundled
 * @param dist folder of the bundle
 * @param entries name in `dist` to path of the source, as esbuild takes them
 */
export function locateFiles(root, dist, entries) {
  const names = new Map(Object.entries(entries).map(([name, path]) => [resolve(root, path), name]));

  function located(module, quote, path) {
    const target = join(dirname(module), path);
    if (target.endsWith('.js')) return `new URL('./${entryOf(target)}.js', import.meta.url)`;
    const { folder, manifest } = packageOf(target);
    const base =
      folder === root ? 'import.meta.url' : `import.meta.resolve('${manifest.name}/package.json')`;
    const from = folder === root ? dist : folder;
    return `new URL(${quote}./${posix(relative(from, target))}${quote}, ${base})`;
  }

  function entryOf(target) {
    const source = existsSync(target) ? target : target.replace(/\.js$/, '.ts');
    const name = names.get(source);
    if (name === undefined) throw new Error(`${target} is no entry of the bundle`);
    return name;
  }

  return {
    name: 'locate-files',
    setup: ({ onLoad }) =>
      onLoad({ filter: /\.[jt]s$/ }, async ({ path }) => {
        if (path.includes(`${sep}node_modules${sep}`)) return undefined;
        const text = await readFile(path, 'utf8');
        if (/import\.meta\./.test(text.replace(FILE_URL, ''))) {
          throw new Error(`${path} finds a file in a way that a bundle breaks`);
        }
        const contents = text.replace(FILE_URL, (_, quote, url) => located(path, quote, url));
        return { contents, loader: path.endsWith('.ts') ? 'ts' : 'js' };
      }),
  };
}

const posix = (path) => path.replaceAll(sep, '/');
